package io.muster.benchmarks;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** A rival: Spring Boot's Actuator on Tomcat, with health indicators that are part of readiness. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ActuatorService {
    static int start(Optional<Clients> clients) {
        var application = new SpringApplication(ActuatorService.class);
        application.setDefaultProperties(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off",
                "management.endpoint.health.probes.enabled", "true",
                "management.endpoint.health.group.readiness.include",
                        clients.isPresent() ? "readinessState,database,redis" : "readinessState"));
        clients.ifPresent(each -> application.addInitializers((GenericApplicationContext context) -> {
            register(context, "database", each::databaseAnswers);
            register(context, "redis", each::redisAnswers);
        }));
        return ((ServletWebServerApplicationContext) application.run())
                .getWebServer()
                .getPort();
    }

    private static void register(GenericApplicationContext context, String name, BooleanSupplier answers) {
        HealthIndicator indicator = () -> (answers.getAsBoolean() ? Health.up() : Health.down()).build();
        context.registerBean(name + "HealthIndicator", HealthIndicator.class, () -> indicator);
    }
}
