package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.muster.lifecycle.HealthCheck;
import io.muster.samples.servers.FreePort;
import io.muster.validation.Asked;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that hang, hang up, refuse and answer, by turns. */
@Timeout(300)
class ServiceLeakTest {
    /** Of three checks each, and of four each tenth time. */
    private static final int ROUNDS = 3_250;

    private static final int SETTLING = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("muster-service-check"))
                .count();
    }

    @Test
    void leavesNothingBehindAfterTenThousandRuns() throws Exception {
        try (var hanging = Silence.after("220 re");
                var closing = Silence.closingAfter("220 ready\r\n");
                var web = Silence.closingAfter("HTTP/1.1 204 No Content\r\n\r\n")) {
            HealthCheck waiting = SmtpCheck.at("127.0.0.1", hanging.port());
            List<HealthCheck> checks = List.of(
                    SmtpCheck.at("127.0.0.1", closing.port()),
                    HttpCheck.get(URI.create("http://127.0.0.1:" + web.port())),
                    TcpCheck.to("127.0.0.1", FreePort.next()));
            for (int i = 0; i < SETTLING; i++) {
                ask(i % 10 == 0 ? List.of(waiting) : checks);
            }
            leave(hanging, closing, web);
            await().atMost(PATIENCE).until(() -> threads() == 0);
            long before = openFiles();

            int runs = 0;
            for (int i = 0; i < ROUNDS; i++) {
                runs += ask(checks);
                runs += i % 10 == 0 ? ask(List.of(waiting)) : 0;
                leave(hanging, closing, web);
            }

            assertThat(runs).isGreaterThanOrEqualTo(10_000);
            assertThat(threads()).as("they are used again").isLessThan(20);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(threads()).isZero();
                assertThat(openFiles()).as("files and sockets").isLessThanOrEqualTo(before + 2);
            });
        }
    }

    private static int ask(List<HealthCheck> checks) throws Exception {
        for (HealthCheck check : checks) {
            check.check(Asked.running(Duration.ofMillis(20)));
        }
        return checks.size();
    }

    /** Ends our side of what the other side has left. */
    private static void leave(Silence... servers) throws Exception {
        for (Silence server : servers) {
            server.awaitAllLeft();
        }
    }
}
