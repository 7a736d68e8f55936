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
    private static final int ROUNDS = 250;

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
    void leavesNothingBehindAfterAThousandRuns() throws Exception {
        try (var hanging = Silence.after("220 re");
                var closing = Silence.closingAfter("220 ready\r\n");
                var web = Silence.closingAfter("HTTP/1.1 204 No Content\r\n\r\n")) {
            List<HealthCheck> checks = List.of(
                    SmtpCheck.at("127.0.0.1", hanging.port()),
                    SmtpCheck.at("127.0.0.1", closing.port()),
                    HttpCheck.get(URI.create("http://127.0.0.1:" + web.port())),
                    TcpCheck.to("127.0.0.1", FreePort.next()));
            ask(checks);
            leave(hanging, closing, web);
            long before = openFiles();

            for (int i = 0; i < ROUNDS; i++) {
                ask(checks);
                leave(hanging, closing, web);
            }

            assertThat(threads()).as("they are used again").isLessThan(20);
            await().atMost(Duration.ofMinutes(2)).until(() -> threads() == 0);
            assertThat(openFiles()).as("the JVM opens a few of its own").isLessThan(before + 50);
        }
    }

    private static void ask(List<HealthCheck> checks) throws Exception {
        for (HealthCheck check : checks) {
            check.check(Asked.running(Duration.ofMillis(20)));
        }
    }

    /** Ends our side of what the other side has left. */
    private static void leave(Silence... servers) throws Exception {
        for (Silence server : servers) {
            server.awaitAllLeft();
        }
    }
}
