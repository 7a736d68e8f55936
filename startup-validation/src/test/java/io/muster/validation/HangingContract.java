package io.muster.validation;

import static io.muster.lifecycle.Component.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupFailedException;
import io.muster.lifecycle.StartupReport;
import io.muster.validation.database.DatabaseCheck;
import io.muster.validation.llm.LlmCheck;
import io.muster.validation.llm.LlmProvider;
import io.muster.validation.redis.RedisCheck;
import io.muster.validation.service.ChromaCheck;
import io.muster.validation.service.HttpCheck;
import io.muster.validation.service.MongoCheck;
import io.muster.validation.service.SmtpCheck;
import io.muster.validation.service.TcpCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Ten dependencies of different kinds that hang: the start ends when its budget does. */
@Timeout(120)
abstract class HangingContract {
    private static final Duration BUDGET = Duration.ofSeconds(3);

    /** How much later than its budget the start may end. */
    abstract Duration margin();

    @Test
    void tenHangingDependenciesEndAtTheBudget() throws Exception {
        // whoever connects is taken, and never answered
        try (var silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
                var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = new Socket(full.getInetAddress(), full.getLocalPort());
                var second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            // loads what the second one is not to wait for
            start(silent.getLocalPort(), full.getLocalPort());

            StartupReport report = start(silent.getLocalPort(), full.getLocalPort());
            for (int i = 0; i < 2 && report.duration().compareTo(BUDGET.plus(margin())) > 0; i++) {
                // something else may have kept the machine busy; what does not end in time, does not a second time
                report = start(silent.getLocalPort(), full.getLocalPort());
            }

            assertThat(report.components()).hasSize(10).allSatisfy(component -> {
                assertThat(component.outcome()).isNotIn(Outcome.SUCCEEDED, Outcome.NOT_RUN);
                assertThat(component.attempts()).isPositive();
            });
            assertThat(report.duration()).isBetween(BUDGET.dividedBy(2), BUDGET.plus(margin()));
        }
    }

    private static StartupReport start(int silent, int full) throws IOException {
        String at = "127.0.0.1:" + silent;
        var plain = new PGSimpleDataSource();
        plain.setUrl("jdbc:postgresql://" + at + "/orders");
        var redis = RedisClient.create("redis://" + at);
        var cluster = RedisClusterClient.create("redis://" + at);
        try (var pool = new HikariDataSource();
                var mongo = MongoClients.create("mongodb://" + at)) {
            pool.setJdbcUrl("jdbc:postgresql://" + at + "/orders");
            var app = LifecycleManager.named("hanging").startBudget(BUDGET);
            app.add(check("database", DatabaseCheck.of(plain)));
            app.add(check("pool", DatabaseCheck.of(pool)));
            app.add(check("redis", RedisCheck.of(redis)));
            app.add(check("cluster", RedisCheck.of(cluster)));
            app.add(check(
                    "llm",
                    LlmCheck.of(LlmProvider.OPENAI, () -> Secret.of("sk-4kQ9vT2xYb7Lm3Zr8Wp5"))
                            .baseUrl(URI.create("http://" + at + "/v1"))));
            app.add(check("web", HttpCheck.get(URI.create("https://" + at + "/"))));
            app.add(check("mail", SmtpCheck.at("127.0.0.1", silent)));
            app.add(check("mongo", MongoCheck.of(mongo, "orders")));
            app.add(check("chroma", ChromaCheck.at(() -> URI.create("http://" + at))));
            app.add(check("broker", TcpCheck.to("127.0.0.1", full)));
            return catchThrowableOfType(StartupFailedException.class, app::start)
                    .report();
        } finally {
            redis.shutdown();
            cluster.shutdown();
        }
    }
}
