package io.muster.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.weld.environment.se.Weld;

/** A rival: SmallRye Health, which Quarkus and WildFly have, in Weld and on the same server as ours. */
public final class SmallRyeService {
    private static volatile Optional<Clients> clients = Optional.empty();

    private SmallRyeService() {}

    static int start(HttpServer server, Optional<Clients> reached) {
        clients = reached;
        var weld = new Weld()
                .disableDiscovery()
                .addBeanClasses(SmallRyeHealthReporter.class, AsyncHealthCheckFactory.class);
        if (reached.isPresent()) {
            weld.addBeanClasses(DatabaseReady.class, RedisReady.class);
        }
        var reporter = weld.initialize().select(SmallRyeHealthReporter.class).get();
        server.createContext("/q/health/ready", exchange -> answer(exchange, reporter, reporter::getReadiness));
        server.createContext("/q/health/live", exchange -> answer(exchange, reporter, reporter::getLiveness));
        server.start();
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, SmallRyeHealthReporter reporter, Supplier<SmallRyeHealth> asked)
            throws IOException {
        try (exchange) {
            SmallRyeHealth health = asked.get();
            var body = new ByteArrayOutputStream();
            reporter.reportHealth(body, health);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            exchange.sendResponseHeaders(health.isDown() ? 503 : 200, body.size());
            body.writeTo(exchange.getResponseBody());
        }
    }

    /** A check. */
    @ApplicationScoped
    @Readiness
    public static class DatabaseReady implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("database")
                    .status(clients.orElseThrow().databaseAnswers())
                    .build();
        }
    }

    /** Another one. */
    @ApplicationScoped
    @Readiness
    public static class RedisReady implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("redis")
                    .status(clients.orElseThrow().redisAnswers())
                    .build();
        }
    }
}
