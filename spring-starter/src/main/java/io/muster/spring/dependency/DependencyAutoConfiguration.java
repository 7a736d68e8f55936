package io.muster.spring.dependency;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import io.muster.validation.database.DatabaseCheck;
import io.muster.validation.service.MongoCheck;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.ClassUtils;

/**
 * Finds the databases, caches, mail servers and models that the application has.
 *
 * <p>Each of the beans here gives way to one of the same name. {@code muster.dependencies.enabled=false} switches all of
 * them off.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "muster.enabled", matchIfMissing = true)
public final class DependencyAutoConfiguration {
    DependencyAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "musterDatabases")
    @ConditionalOnBooleanProperty(name = "muster.dependencies.enabled", matchIfMissing = true)
    Dependencies musterDatabases(ListableBeanFactory beans) {
        return () -> Dependency.of(
                "database",
                Databases.of(beans.getBeansOfType(DataSource.class)),
                (name, source) -> DatabaseCheck.of(source));
    }

    @Bean
    @ConditionalOnMissingBean(name = "musterModels")
    @ConditionalOnClass(name = "okhttp3.OkHttpClient")
    @ConditionalOnBooleanProperty(name = "muster.dependencies.enabled", matchIfMissing = true)
    Dependencies musterModels(Environment environment) {
        return () -> ModelSettings.of(environment);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            name = {
                "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory",
                "io.lettuce.core.RedisClient"
            })
    static final class Redis {
        @Bean
        @ConditionalOnMissingBean(name = "musterRedises")
        @ConditionalOnBooleanProperty(name = "muster.dependencies.enabled", matchIfMissing = true)
        Dependencies musterRedises(ListableBeanFactory beans) {
            return () -> Dependency.of(
                    "redis",
                    beans.getBeansOfType(LettuceConnectionFactory.class),
                    (name, factory) -> new RedisOfFactory(factory));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "com.mongodb.client.MongoClient")
    static final class Mongo {
        private static final String DEFAULT = "test";
        private static final String DETAILS = "org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails";

        @Bean
        @ConditionalOnMissingBean(name = "musterMongos")
        @ConditionalOnBooleanProperty(name = "muster.dependencies.enabled", matchIfMissing = true)
        Dependencies musterMongos(ListableBeanFactory beans, Environment environment) {
            return () -> Dependency.of(
                    "mongodb",
                    beans.getBeansOfType(MongoClient.class),
                    (name, client) -> MongoCheck.of(client, database(beans, environment)));
        }

        /** As Boot finds it: by itself, else in the connection details, else in the URI. */
        private static String database(ListableBeanFactory beans, Environment environment) {
            return Optional.ofNullable(environment.getProperty("spring.mongodb.database"))
                    .or(() -> ClassUtils.isPresent(DETAILS, null) ? MongoDetails.database(beans) : Optional.empty())
                    .or(() -> Optional.ofNullable(environment.getProperty("spring.mongodb.uri"))
                            .map(uri -> new ConnectionString(uri).getDatabase()))
                    .orElse(DEFAULT);
        }

        /** Apart, since an application that makes its client by itself has no such details. */
        private static final class MongoDetails {
            static Optional<String> database(ListableBeanFactory beans) {
                MongoConnectionDetails details =
                        beans.getBeanProvider(MongoConnectionDetails.class).getIfUnique();
                return Optional.ofNullable(details)
                        .map(known -> known.getConnectionString().getDatabase());
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.mail.javamail.JavaMailSenderImpl")
    static final class Mail {
        @Bean
        @ConditionalOnMissingBean(name = "musterMailServers")
        @ConditionalOnBooleanProperty(name = "muster.dependencies.enabled", matchIfMissing = true)
        Dependencies musterMailServers(ListableBeanFactory beans) {
            return () -> Dependency.of(
                    "mail", beans.getBeansOfType(JavaMailSenderImpl.class), (name, sender) -> new MailServer(sender));
        }
    }
}
