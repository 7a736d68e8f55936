package io.muster.health.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbersTest {
    private static final String KUBELET = "kube-probe/1.34";

    private final HandClock clock = new HandClock();
    private final AtomicInteger told = new AtomicInteger();
    private final Probers probers = new Probers(told::incrementAndGet, clock);

    @Test
    void whoHasAskedIsListedWithItsLastAnswer() {
        asks("10.0.0.1", KUBELET, 200, false);
        clock.pass(Duration.ofSeconds(10));
        asks("10.0.0.1", KUBELET, 503, false);
        asks("10.0.0.2", "evil\n" + "x".repeat(500), 404, false);
        assertThat(probers.recent())
                .extracting(Prober::address, prober -> prober.userAgent().length(), Prober::status, Prober::asked)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("10.0.0.1", KUBELET.length(), 503, 2L),
                        org.assertj.core.groups.Tuple.tuple("10.0.0.2", 120, 404, 1L));
        assertThat(probers.recent()).noneMatch(prober -> prober.userAgent().contains("\n"));
    }

    @Test
    void whoIsSilentIsForgotten() {
        asks("10.0.0.1", KUBELET, 200, false);
        clock.pass(Duration.ofSeconds(121));
        assertThat(probers.recent()).isEmpty();
    }

    @Test
    void theDrainIsToldOnceEveryProberOfReadinessKnows() {
        asks("10.0.0.1", KUBELET, 200, false);
        asks("10.0.0.2", "", 200, false);
        probers.answered(address("10.0.0.3"), "curl", "/livez", 200, false, false);
        asks("10.0.0.1", KUBELET, 503, true);
        probers.answered(address("10.0.0.2"), "", "/livez", 200, false, true);
        assertThat(told).hasValue(0);
        asks("10.0.0.2", "", 503, true);
        assertThat(told).hasValue(1);
        asks("10.0.0.1", KUBELET, 503, true);
        assertThat(told).hasValue(1);
    }

    @Test
    void haproxyIsToldByA404() {
        asks("10.0.0.1", "", 200, false);
        asks("10.0.0.1", "", 200, true);
        assertThat(told).hasValue(0);
        asks("10.0.0.1", "", 404, true);
        assertThat(told).hasValue(1);
    }

    @Test
    void a503FromBeforeTheDrainTellsNothing() {
        asks("10.0.0.1", KUBELET, 503, false);
        asks("10.0.0.2", KUBELET, 503, true);
        assertThat(told).hasValue(0);
    }

    @Test
    void whoIsForgottenIsNotWaitedFor() {
        asks("10.0.0.1", KUBELET, 200, false);
        clock.pass(Duration.ofSeconds(121));
        asks("10.0.0.2", KUBELET, 503, true);
        assertThat(told).hasValue(1);
    }

    @Test
    void aFloodOfNamesNeverShortensTheDrainNorTakesMoreMemory() {
        for (int i = 0; i < 10_000; i++) {
            probers.answered(address("10.0.0.9"), "flood " + i, "/livez", 200, false, false);
        }
        asks("10.0.0.1", KUBELET, 503, true);
        assertThat(probers.recent()).hasSize(Probers.MOST);
        assertThat(probers.others()).isEqualTo(10_000 - Probers.MOST + 1);
        assertThat(told).hasValue(0);
        clock.pass(Duration.ofSeconds(121));
        asks("10.0.0.1", KUBELET, 503, true);
        assertThat(told).hasValue(1);
    }

    @Test
    void aServerThatKnowsNoAddressIsFine() {
        probers.answered(Optional.empty(), "", "/readyz", 200, true, false);
        assertThat(probers.recent()).extracting(Prober::address).containsExactly("unknown");
    }

    private void asks(String address, String agent, int status, boolean draining) {
        probers.answered(address(address), agent, "/readyz", status, true, draining);
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
