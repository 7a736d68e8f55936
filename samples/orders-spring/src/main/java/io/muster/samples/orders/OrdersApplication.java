package io.muster.samples.orders;

import io.lettuce.core.RedisClient;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Component;
import io.muster.spring.environment.DeclaredVariables;
import io.muster.validation.database.DatabaseCheck;
import io.muster.validation.environment.DatabaseUrl;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Variables;
import io.muster.validation.llm.LlmCheck;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Runs the order service on Spring Boot: {@code java -jar orders.jar [--demo]}.
 *
 * <p>That the environment is right, PostgreSQL and Redis there, and the probes answered, is the starter's work. Here is
 * only what the starter cannot know: which tables must be there, and which model answers chats.
 */
@SpringBootApplication(proxyBeanMethods = false)
class OrdersApplication {
    private static final CheckPolicy OFTEN =
            CheckPolicy.every(Duration.ofSeconds(2)).timeout(Duration.ofSeconds(1));

    /** Runs until SIGTERM. */
    public static void main(String[] args) {
        var application = new SpringApplication(OrdersApplication.class);
        if (List.of(args).contains("--demo")) {
            application.setDefaultProperties(Demo.start());
        }
        application.run(args);
    }

    @Bean
    JdbcConnectionDetails connection(Environment env) {
        return new Database(env.get(OrdersVariables.DATABASE_URL));
    }

    @Bean
    @DependsOnDatabaseInitialization
    OrderService orderService(DataSource database, LettuceConnectionFactory redis, Environment env) {
        if (redis.getRequiredNativeClient() instanceof RedisClient client) {
            return new OrderService(database, client, env);
        }
        throw new IllegalStateException("the service remembers its keys in one Redis, not in a cluster");
    }

    @Bean
    Routes routes(OrderService orders, Environment env) {
        return new Routes(orders, new ChatClient(env));
    }

    /** In place of the starter's, which knows of no tables. */
    @Bean
    Component<Void> database(DataSource source) {
        return Component.check(
                        "database",
                        DatabaseCheck.of(source).tables("orders", "catalog").rows("catalog", 1))
                .policy(OFTEN);
    }

    @Bean
    Component<Void> openai(Environment env) {
        return Component.check(
                        "openai",
                        LlmCheck.openAi(() -> env.get(OrdersVariables.OPENAI_API_KEY))
                                .baseUrl(() -> env.get(OrdersVariables.OPENAI_BASE_URL))
                                .model(() -> env.get(OrdersVariables.OPENAI_MODEL)))
                .policy(CheckPolicy.every(Duration.ofMinutes(1)));
    }

    /** The same variables as those of the plain service. */
    static final class Declared implements DeclaredVariables {
        @Override
        public Variables variables() {
            return OrdersVariables.ALL;
        }
    }

    /** The variable in the words of Boot. */
    private record Database(DatabaseUrl url) implements JdbcConnectionDetails {
        @Override
        public String getJdbcUrl() {
            return url.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return url.user().orElse("");
        }

        @Override
        public String getPassword() {
            return url.password().map(password -> password.reveal()).orElse("");
        }
    }
}
