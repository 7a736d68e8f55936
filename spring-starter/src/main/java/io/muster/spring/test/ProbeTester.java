package io.muster.spring.test;

import io.muster.health.Snapshot;
import io.muster.health.http.ProbeRequest;
import io.muster.health.http.ProbeResponse;
import io.muster.lifecycle.HealthResult;
import io.muster.spring.probes.Probes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Asks the probes of an application under test, without any port, and lets its checks say what the test needs.
 *
 * <pre>{@code
 * @SpringBootTest
 * @MusterTest
 * class ReadinessTest {
 *     @Autowired ProbeTester probes;
 *
 *     @Test
 *     void isNotReadyWithoutItsDatabase() {
 *         probes.report("database", HealthResult.down(Failure.UNAVAILABLE, "gone"));
 *         assertThat(probes.get("/readyz").status()).isEqualTo(503);
 *     }
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class ProbeTester {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Probes probes;

    ProbeTester(Probes probes) {
        this.probes = probes;
    }

    /** The answer that a caller on this machine gets at {@code path}, which may have a query. */
    public ProbeResponse get(String path) {
        String[] parts = path.split("\\?", 2);
        return probes.handler()
                .handle(new ProbeRequest(
                        "GET",
                        parts[0],
                        parts.length == 2 ? parts[1] : "",
                        Map.of("Host", List.of("localhost")),
                        Optional.of(InetAddress.getLoopbackAddress())));
    }

    /** How the service is now. */
    public Snapshot snapshot() {
        return probes.monitor().snapshot();
    }

    /**
     * Has {@code check} say this, until it is run again; returns the first snapshot that knows it. Waits for the start.
     *
     * @throws IllegalArgumentException if there is no such check
     * @throws IllegalStateException if that is not known within 30 s, as with a check whose policy wants more failures
     */
    public Snapshot report(String check, HealthResult result) {
        // a service that does not serve yet does not listen to reports
        await(snapshot -> snapshot.startup().passed());
        probes.monitor().report(check, result);
        return await(snapshot -> snapshot.check(check)
                .filter(known -> known.status() == result.status())
                .isPresent());
    }

    /**
     * Waits for a snapshot that is as expected, and returns it.
     *
     * @throws IllegalStateException if none is within 30 s
     */
    public Snapshot await(Predicate<Snapshot> expected) {
        for (long left = PATIENCE.toNanos(); left > 0; left -= LOOK_AGAIN.toNanos()) {
            Snapshot snapshot = snapshot();
            if (expected.test(snapshot)) {
                return snapshot;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IllegalStateException(
                "no snapshot was as expected within " + PATIENCE.toSeconds() + " s; the last one: " + snapshot());
    }
}
