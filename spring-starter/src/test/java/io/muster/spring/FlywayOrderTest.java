package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.HealthResult;
import io.muster.samples.servers.PostgresServer;
import io.muster.spring.dependency.Dependencies;
import io.muster.spring.dependency.Dependency;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real Flyway and a real PostgreSQL: nobody migrates before everything is there. */
class FlywayOrderTest {
    @Test
    void theWaitIsOverBeforeTheFirstMigration() {
        try (var postgres = PostgresServer.startEmbedded();
                var context = new SpringApplicationBuilder(Shop.class)
                        .web(WebApplicationType.NONE)
                        .run(
                                "--spring.autoconfigure.exclude=",
                                "--muster.probes.port=-1",
                                "--muster.drain-delay=0",
                                "--muster.dependencies.skip-in-tests=false",
                                "--spring.datasource.url=" + postgres.jdbcUrl(),
                                "--spring.datasource.username=" + postgres.user(),
                                "--spring.datasource.password=" + postgres.password())) {
            assertThat(context.getBean(Journal.class).entries())
                    .containsSubsequence("search asked", "migrated")
                    .startsWith("search asked");
            Integer tables = new JdbcTemplate(context.getBean(DataSource.class))
                    .queryForObject(
                            "select count(*) from information_schema.tables where table_name = 'flyway_schema_history'",
                            Integer.class);
            assertThat(tables).isEqualTo(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        MusterAutoConfiguration.class,
        io.muster.spring.dependency.DependencyAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class Shop {
        @Bean
        Journal journal() {
            return new Journal();
        }

        @Bean
        FlywayMigrationStrategy migration(Journal journal) {
            return (Flyway flyway) -> {
                flyway.baseline();
                flyway.migrate();
                journal.write("migrated");
            };
        }

        @Bean
        Dependencies search(Journal journal) {
            return () -> List.of(new Dependency("search", context -> {
                journal.write("search asked");
                return HealthResult.up();
            }));
        }
    }
}
