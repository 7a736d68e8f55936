package io.muster.benchmarks.helidon;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.muster.benchmarks.Clients;
import io.muster.benchmarks.ProbeService;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A rival: Helidon's health on its own server, which has a virtual thread for each request. */
public final class HelidonService implements ProbeService {
    @Override
    public int start(Optional<Clients> clients) {
        var health = HealthObserver.builder().useSystemServices(false).details(true);
        clients.ifPresent(
                each -> health.addCheck(() -> answer(each::databaseAnswers), HealthCheckType.READINESS, "database")
                        .addCheck(() -> answer(each::redisAnswers), HealthCheckType.READINESS, "redis"));
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .addFeature(ObserveFeature.builder().addObserver(health.build()).build())
                .build()
                .start()
                .port();
    }

    private static HealthCheckResponse answer(BooleanSupplier answers) {
        return HealthCheckResponse.builder().status(answers.getAsBoolean()).build();
    }
}
