package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SIGTERM ends the service without losing a request, in time, whatever state it is in. */
class StopTest {
    private static final String QUESTION = "{\"message\":\"Which tea?\"}";

    @AfterEach
    void release() {
        Backends.LLM.release();
    }

    @Test
    void requestsInFlightFinishWhileReadinessIsGoneAtOnce() throws IOException {
        try (var service = OrdersProcess.start(Backends.environment()).awaitReady()) {
            int before = Backends.LLM.completions();
            Backends.LLM.hold();
            var answer = service.postLater("/chat", QUESTION);
            await("in flight").until(() -> Backends.LLM.completions() == before + 1);

            service.terminate();
            await("not ready").until(() -> service.status("/readyz") == 503);
            assertThat(service.status("/livez")).isEqualTo(200);
            assertThat(answer).as("held by the model").isNotDone();

            Backends.LLM.release();
            assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).matches(done -> done.statusCode() == 200);
            assertThat(service.exitCode(Duration.ofSeconds(20))).isZero();
            assertThat(service.output())
                    .containsSubsequence(
                            "DRAINING (SIGTERM)", "'http' stopped", "'orders' stopped", "'database' stopped")
                    .containsSubsequence("'orders' stopped", "'redis' stopped")
                    .contains("orders: STOPPED (SIGTERM)");
        }
    }

    @Test
    void aStopThatHangsIsNamedAndAbandonedWithinTheDeadline() {
        var environment = Backends.environmentWith("MUSTER_GRACE_PERIOD", "6");
        try (var service =
                OrdersProcess.startAs(StubbornMain.class, environment).awaitReady()) {
            assertThat(service.terminate().exitCode(Duration.ofSeconds(20))).isZero();
            assertThat(service.output())
                    .contains("'stubborn' did not stop within", "StubbornMain.hang")
                    .contains("'http' stopped", "'database' stopped");
        }
    }

    @Test
    void duringTheStartItRollsBackAndExitsAtOnceAlthoughAStepIsBlocked() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "postgresql://shop:Qu1et-Harbour-55@127.0.0.1:" + silent.getLocalPort() + "/shop";
            try (var service = OrdersProcess.start(Backends.environmentWith("DATABASE_URL", url))) {
                await("blocked in the database's start")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> service.output().contains("'redis' started"));
                assertThat(service.terminate().exitCode(Duration.ofSeconds(20))).isZero();
                assertThat(service.output()).contains("'redis' stopped").doesNotContain("'http' start");
            }
        }
    }
}
