package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.CheckSnapshot;
import io.muster.health.Snapshot;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.PostgresServer;
import io.muster.samples.servers.RedisServer;
import io.muster.spring.probes.Asked;
import io.muster.spring.probes.Probes;
import io.muster.spring.test.Testers;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Whole applications with a real PostgreSQL and a real Redis: Boot's own indicators, run by our monitor. */
class RealServersTest {
    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.startEmbedded();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @EnumSource(WebApplicationType.class)
    void readinessFollowsTheServers(WebApplicationType type) throws Exception {
        try (var redis = RedisServer.start();
                var context = run(type, redis)) {
            Snapshot well = await(context, HealthStatus.UP);
            assertThat(well.readiness().passed()).isTrue();
            assertThat(well.check("db").orElseThrow().details()).containsEntry("database", "PostgreSQL");
            assertThat(well.check("redis").orElseThrow().details()).containsKey("version");
            assertActuatorSays(context, 200);

            redis.kill();
            Snapshot without = await(context, HealthStatus.DOWN);
            assertThat(without.readiness().passed()).isFalse();
            assertThat(without.rootCause().roots()).containsExactly("redis");
            assertThat(without.toString()).doesNotContain(postgres.password());
            assertActuatorSays(context, 503);
        }
    }

    @ParameterizedTest
    @EnumSource(WebApplicationType.class)
    void aFrozenDatabaseHoldsUpNobody(WebApplicationType type) throws Exception {
        try (var redis = RedisServer.start();
                var context = run(type, redis)) {
            await(context, HealthStatus.UP);
            postgres.freeze();
            try {
                Snapshot frozen = Testers.of(context.getBean(Probes.class))
                        .await(snapshot -> snapshot.check("db").orElseThrow().status() == HealthStatus.DOWN);
                assertThat(frozen.check("db").map(CheckSnapshot::reason))
                        .hasValueSatisfying(reason -> assertThat(reason).contains("limit"));
                assertActuatorSays(context, 503);
            } finally {
                postgres.thaw();
            }
            Testers.of(context.getBean(Probes.class))
                    .await(snapshot -> snapshot.readiness().passed());
            assertActuatorSays(context, 200);
        }
    }

    private static Snapshot await(ConfigurableApplicationContext context, HealthStatus redis) {
        return Testers.of(context.getBean(Probes.class))
                .await(snapshot -> status(snapshot, "redis") == redis && status(snapshot, "db") == HealthStatus.UP);
    }

    private static HealthStatus status(Snapshot snapshot, String check) {
        return snapshot.check(check).map(CheckSnapshot::status).orElse(HealthStatus.UNKNOWN);
    }

    private static void assertActuatorSays(ConfigurableApplicationContext context, int status) throws Exception {
        Integer port = context.getEnvironment().getProperty("local.server.port", Integer.class);
        if (port != null) {
            assertThat(Asked.at(port, "/actuator/health/readiness").status()).isEqualTo(status);
            assertThat(Asked.at(port, "/probes/readyz").status()).isEqualTo(status);
        }
    }

    private static ConfigurableApplicationContext run(WebApplicationType type, RedisServer redis) throws SQLException {
        return new SpringApplicationBuilder(Shop.class)
                .web(type)
                .run(
                        "--spring.application.name=shop-" + type.name().toLowerCase(Locale.ROOT),
                        "--spring.config.location=optional:classpath:/none/",
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
                                + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration,"
                                + "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
                                + "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
                                + "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration,"
                                + "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration,"
                                + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                        "--server.port=0",
                        "--muster.probes.port=-1",
                        "--muster.probes.mount.application=/probes",
                        "--muster.drain-delay=0",
                        "--muster.dependencies.ignored=database,redis",
                        "--muster.health.indicators.readiness=db,redis",
                        "--muster.health.indicators.policy.interval=200ms",
                        "--muster.health.indicators.policy.timeout=1s",
                        "--muster.health.indicators.policy.max-age=20s",
                        "--spring.datasource.url=" + postgres.jdbcUrl(),
                        "--spring.datasource.username=" + postgres.user(),
                        "--spring.datasource.password=" + postgres.password(),
                        "--spring.data.redis.host=" + redis.host(),
                        "--spring.data.redis.port=" + redis.port(),
                        "--spring.data.redis.password=" + redis.password());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}
}
