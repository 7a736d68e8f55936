package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupFailedException;
import io.muster.samples.servers.FreePort;
import io.muster.validation.Asked;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against mongo-java-server, which speaks MongoDB's protocol. */
@Timeout(120)
class MongoCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final MongoServer SERVER = new MongoServer(new MemoryBackend());
    private static MongoClient client;

    @BeforeAll
    static void startServer() {
        client = MongoClients.create(SERVER.bindAndGetConnectionString());
        client.getDatabase("orders").createCollection("catalog");
    }

    @AfterAll
    static void stopServer() {
        client.close();
        SERVER.shutdownNow();
    }

    @Test
    void pingsWhileRunning() throws Exception {
        HealthResult result = MongoCheck.of(client, "orders").check(Asked.running(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("database", "orders").containsKey("response_time_ms");
    }

    @Test
    void looksAtTheCollectionsDuringTheStart() throws Exception {
        var check = MongoCheck.of(client, "orders").collection("catalog");

        assertThat(check.check(Asked.starting(LONG)).status()).isEqualTo(HealthStatus.UP);
        new Row(Failure.CONFIGURATION, "SVC-110", false, 78, "has no collection 'invoices' in 'orders'")
                .duringStart(check.collection("invoices"));
    }

    @Test
    void doesNotWaitAsLongAsTheDriverDoes() throws Exception {
        try (var lost = MongoClients.create("mongodb://127.0.0.1:" + FreePort.next())) {
            var check = MongoCheck.of(lost, "orders");
            var context = Asked.running(LONG);

            HealthResult result = check.check(context);

            assertThat(result.failure()).contains(Failure.UNAVAILABLE);
            assertThat(context.remaining()).as("not after 30 s").isPositive();
            new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "is not reachable").duringStart(check);
        }
    }

    @Test
    void knowsAHostThatDoesNotExist() throws Exception {
        try (var lost = MongoClients.create("mongodb://no-such-host.invalid")) {
            new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "host name that nobody knows")
                    .whileRunning(MongoCheck.of(lost, "orders"));
        }
    }

    @Test
    void tellsAServerThatSaysNothing() throws Exception {
        try (var silent = Silence.after("");
                var lost = MongoClients.create("mongodb://127.0.0.1:" + silent.port())) {
            HealthResult result = MongoCheck.of(lost, "orders").check(Asked.running(Duration.ofSeconds(1)));

            assertThat(result.failure()).contains(Failure.TIMEOUT);
        }
    }

    @Test
    void hasAClientOfItsOwnWhereThereIsNone() {
        var app = LifecycleManager.named("orders");
        String url = "mongodb://127.0.0.1:" + SERVER.getLocalAddress().getPort() + "/orders";
        app.add(MongoCheck.component("mongo", () -> Secret.of(url)));

        var report = app.start();
        app.stop("test over");

        assertThat(report.errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb://orders:Planted/4kQ9@127.0.0.1/orders, SVC-104, has a connection string that cannot be read, 78",
        "mongodb://orders:Planted4kQ9@127.0.0.1, SVC-104, has a connection string without a database, 78",
        "mongodb+srv://orders:Planted4kQ9@no-such-host.invalid.example/orders, SVC-100, whose SRV record cannot, 69",
    })
    void neverShowsAConnectionString(String url, String code, String words, int exitCode) {
        var app = LifecycleManager.named("orders").startBudget(Duration.ofSeconds(20));
        app.add(MongoCheck.component("mongo", () -> Secret.of(url)));

        var failed = catchThrowableOfType(StartupFailedException.class, app::start);

        var finding = failed.report().errors().get(0);
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.message()).contains(words);
        assertThat(failed.report().exitCode()).isEqualTo(exitCode);
        assertThat(failed.report().toString()).doesNotContain("Planted");
    }
}
