package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.spring.probes.Asked;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** An application with Spring Security: it decides who reaches what is mounted, and not who reaches the probe port. */
class SecuredApplicationTest {
    private static final String DATA =
            "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration";

    @Test
    void closesTheMountUnlessItIsPermitted() throws Exception {
        try (var context = application(Closed.class)) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            int probes =
                    context.getBean(io.muster.health.http.ProbeServer.class).port();
            assertThat(Asked.at(port, "/probes/readyz").status()).isEqualTo(401);
            assertThat(Asked.at(port, "/actuator/muster").status()).isEqualTo(401);
            assertThat(Asked.at(probes, "/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void leavesTheProbesOfActuatorOpenOnTheMainPort() throws Exception {
        try (var context = application(Closed.class, "--management.endpoint.health.probes.add-additional-paths=true")) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(Asked.at(port, "/livez").status()).isEqualTo(200);
            assertThat(Asked.at(port, "/readyz").status()).isEqualTo(200);
        }
    }

    @Test
    void opensTheMountThatTheApplicationPermits() throws Exception {
        try (var context = application(Permitted.class)) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(Asked.at(port, "/probes/readyz").status()).isEqualTo(200);
            assertThat(Asked.at(port, "/actuator/muster").status()).isIn(401, 403);
        }
    }

    private static org.springframework.context.ConfigurableApplicationContext application(
            Class<?> type, String... more) {
        return new SpringApplicationBuilder(type)
                .run(Stream.concat(
                                Stream.of(more),
                                Stream.of(
                                        DATA,
                                        "--server.port=0",
                                        "--muster.probes.port=0",
                                        "--muster.probes.mount.application=/probes",
                                        "--muster.drain-delay=0",
                                        "--muster.dependencies.enabled=false",
                                        "--management.endpoints.web.exposure.include=health,muster",
                                        "--management.health.redis.enabled=false"))
                        .toArray(String[]::new));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Closed {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Permitted {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/probes/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }
}
