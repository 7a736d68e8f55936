package io.muster.benchmarks;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A rival: Spring Boot's Actuator on Tomcat, with one health indicator that is part of readiness. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ActuatorService {
    static int start(int dependency) {
        var application = new SpringApplication(ActuatorService.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "dependency.port", dependency,
                "management.endpoint.health.group.readiness.include", "readinessState,dependency"));
        return ((ServletWebServerApplicationContext) application.run())
                .getWebServer()
                .getPort();
    }

    /** The check. */
    @Bean
    HealthIndicator dependencyHealthIndicator(
            @org.springframework.beans.factory.annotation.Value("${dependency.port}") int port) {
        return () -> {
            try {
                Dependency.ask(port);
                return Health.up().build();
            } catch (java.io.IOException e) {
                return Health.down(e).build();
            }
        };
    }
}
