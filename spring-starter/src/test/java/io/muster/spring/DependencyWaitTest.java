package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.samples.servers.FreePort;
import io.muster.spring.dependency.Dependencies;
import io.muster.spring.dependency.Dependency;
import io.muster.spring.dependency.DependencyAutoConfiguration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class DependencyWaitTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MusterAutoConfiguration.class, DependencyAutoConfiguration.class))
            .withPropertyValues(
                    "muster.probes.port=0",
                    "muster.dependencies.retry-budget=0",
                    "muster.dependencies.skip-in-tests=false");

    @Test
    void everythingThatIsNotThereStandsInOneReport() throws IOException {
        int nobody = FreePort.next();
        application
                .withBean(DataSource.class, () -> refusing())
                .withBean(JavaMailSenderImpl.class, () -> mail(nobody))
                .withPropertyValues(
                        "spring.ai.openai.api-key=sk-muster-kdjf83hf7sh2kd93hs71bq",
                        "spring.ai.openai.base-url=http://127.0.0.1:" + nobody)
                .run(context -> assertThat(reportOf(context.getStartupFailure()))
                        .contains("'application dependencies' did not start")
                        .containsPattern("x database +FAILED")
                        .containsPattern("x mail +FAILED")
                        .containsPattern("x openai +FAILED")
                        .doesNotContain("kdjf83hf7sh2kd93hs71bq"));
    }

    @Test
    void asksRedisByItsConnectionFactory() throws IOException {
        int nobody = FreePort.next();
        application
                .withBean(LettuceConnectionFactory.class, () -> redis(nobody))
                .run(context ->
                        assertThat(reportOf(context.getStartupFailure())).containsPattern("x redis +FAILED"));
    }

    @Test
    void asksMongoByItsClient() throws IOException {
        int nobody = FreePort.next();
        application
                .withBean(MongoClient.class, () -> MongoClients.create("mongodb://127.0.0.1:" + nobody))
                .run(context ->
                        assertThat(reportOf(context.getStartupFailure())).containsPattern("x mongodb +FAILED"));
    }

    @ParameterizedTest
    @CsvSource({
        "spring.mongodb.uri=mongodb://db/shop?retryWrites=false, shop",
        "spring.mongodb.uri=mongodb://db, test",
        "spring.mongodb.database=books, books"
    })
    void asksForMongosDatabaseAsBootFindsIt(String property, String database) {
        var asked = new CopyOnWriteArrayList<String>();
        application
                .withBean(MongoClient.class, () -> mongo(asked))
                .withPropertyValues(property)
                .run(context -> assertThat(asked).contains(database));
    }

    @Test
    void asksForMongosDatabaseByTheConnectionDetails() {
        var details = new MongoConnectionDetails() {
            @Override
            public ConnectionString getConnectionString() {
                return new ConnectionString("mongodb://container/books");
            }
        };
        var asked = new CopyOnWriteArrayList<String>();
        application
                .withBean(MongoClient.class, () -> mongo(asked))
                .withBean(MongoConnectionDetails.class, () -> details)
                .run(context -> assertThat(asked).contains("books"));
    }

    private static MongoClient mongo(List<String> asked) {
        return (MongoClient) Proxy.newProxyInstance(
                MongoClient.class.getClassLoader(), new Class<?>[] {MongoClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("withTimeout")) {
                        return proxy;
                    }
                    if (method.getName().equals("getDatabase")) {
                        asked.add((String) arguments[0]);
                    }
                    throw new IllegalStateException("nobody is there");
                });
    }

    @Test
    void twoOfAKindAreNamedAfterTheirBeans() {
        application
                .withBean("orders", DataSource.class, () -> refusing())
                .withBean("audit", DataSource.class, () -> refusing())
                .withPropertyValues("muster.dependencies.optional=database-orders,database-audit")
                .run(context -> assertThat(
                                context.getBean(LifecycleManager.class).view().components())
                        .filteredOn(component -> !component.required())
                        .extracting(ComponentView::name)
                        .containsExactlyInAnyOrder("database-orders", "database-audit"));
    }

    @ParameterizedTest
    @CsvSource({
        "muster.dependencies.ignored, database",
        "muster.dependencies.enabled, false",
        "muster.dependencies.skip-in-tests, true",
        "muster.enabled, false",
    })
    void nobodyAsksWhatIsIgnored(String property, String value) {
        application
                .withBean(DataSource.class, () -> refusing())
                .withPropertyValues(property + "=" + value)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void switchedOffNobodyAsksWhatTheApplicationFindsEither() {
        application
                .withBean(Dependencies.class, () -> () -> {
                    throw new IllegalStateException("asked");
                })
                .withPropertyValues("muster.dependencies.enabled=false")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void asksTheTargetsOfASourceThatRoutes() {
        var routing = new AbstractRoutingDataSource() {
            @Override
            protected @Nullable Object determineCurrentLookupKey() {
                return null;
            }
        };
        routing.setTargetDataSources(Map.of("eu", refusing(), "us", refusing()));
        application
                .withBean(DataSource.class, () -> routing)
                .run(context -> assertThat(reportOf(context.getStartupFailure()))
                        .containsPattern("x database-\\S+-eu +FAILED")
                        .containsPattern("x database-\\S+-us +FAILED"));
    }

    @Test
    void aDependencyIsWaitedForBeforeAndAskedAfterwards() {
        var asked = new AtomicInteger();
        HealthCheck check = context -> {
            asked.incrementAndGet();
            return HealthResult.up();
        };
        application
                .withBean(Dependencies.class, () -> () -> List.of(new Dependency("search", check)))
                .run(context -> {
                    assertThat(asked).hasValueGreaterThanOrEqualTo(2);
                    assertThat(context.getBean(LifecycleManager.class).view().components())
                            .extracting(ComponentView::name)
                            .contains("search");
                });
    }

    @Test
    void aBeanOfTheSameNameIsAskedInstead() {
        HealthCheck never = context -> HealthResult.up();
        var asked = new AtomicInteger();
        application
                .withBean(Dependencies.class, () -> () -> List.of(new Dependency("search", never)))
                .withBean("search", HealthCheck.class, () -> context -> {
                    asked.incrementAndGet();
                    return HealthResult.up();
                })
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(asked).hasPositiveValue();
                });
    }

    @Test
    void doesWithoutEveryLibrary() {
        application
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.data.redis",
                        "io.lettuce",
                        "com.mongodb",
                        "org.springframework.mail",
                        "okhttp3"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("musterRedises")
                        .doesNotHaveBean("musterMongos")
                        .doesNotHaveBean("musterMailServers")
                        .doesNotHaveBean("musterModels"));
    }

    @Test
    void aNegativeBudgetIsRefusedByItsName() {
        application
                .withPropertyValues("muster.dependencies.retry-budget=-1s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("muster.dependencies.retry-budget"));
    }

    @Test
    void comesBeforeEveryDatabaseInitializer() {
        var beans = new DefaultListableBeanFactory();
        var detector = new DependencyWaitDetector();
        assertThat(detector.detect(beans)).isEmpty();
        beans.registerBeanDefinition(DependencyWait.NAME, new RootBeanDefinition(DependencyWait.class));
        assertThat(detector.detect(beans)).containsExactly(DependencyWait.NAME);
        assertThat(detector.getOrder()).isEqualTo(Integer.MIN_VALUE);
    }

    private static String reportOf(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof ServiceStartException)) {
            cause = cause.getCause();
        }
        return ((ServiceStartException) cause).analysis().getDescription();
    }

    private static DataSource refusing() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        throw new SQLException("connection refused", "08001");
                    }
                    return switch (method.getName()) {
                        case "toString" -> "refusing";
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        case "isWrapperFor" -> false;
                        default -> null;
                    };
                });
    }

    private static LettuceConnectionFactory redis(int port) {
        return new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
    }

    private static JavaMailSenderImpl mail(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return sender;
    }
}
