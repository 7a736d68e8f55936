package io.muster.health.conformance;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.health.Probe;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubeletSimulatorTest {
    private final Map<Probe, Attempt> answers = new EnumMap<>(Probe.class);
    private final Map<Probe, Integer> asked = new EnumMap<>(Probe.class);

    @Test
    void untilStartupPassesNothingElseIsAsked() {
        var kubelet = kubelet(every(Probe.STARTUP), every(Probe.LIVENESS), every(Probe.READINESS));
        answers.put(Probe.STARTUP, Attempt.FAILURE);
        kubelet.pass(ofSeconds(2));
        assertThat(kubelet.started()).isFalse();
        assertThat(asked).containsOnlyKeys(Probe.STARTUP);
        answers.put(Probe.STARTUP, Attempt.SUCCESS);
        kubelet.pass(ofSeconds(3));
        assertThat(kubelet.ready()).isTrue();
        assertThat(asked).containsEntry(Probe.STARTUP, 3);
    }

    @Test
    void threeFailuresInARowOfLivenessKillAndTwoDoNot() {
        var kubelet = kubelet(every(Probe.LIVENESS));
        for (int i = 0; i < 5; i++) {
            answers.put(Probe.LIVENESS, Attempt.FAILURE);
            kubelet.pass(ofSeconds(2));
            answers.put(Probe.LIVENESS, Attempt.SUCCESS);
            kubelet.pass(ofSeconds(1));
        }
        assertThat(kubelet.killed()).isFalse();
        answers.put(Probe.LIVENESS, Attempt.FAILURE);
        kubelet.pass(ofSeconds(3));
        assertThat(kubelet.killed()).isTrue();
        int before = asked.get(Probe.LIVENESS);
        kubelet.pass(ofSeconds(10));
        assertThat(asked).containsEntry(Probe.LIVENESS, before);
    }

    @Test
    void readinessComesAndGoesByItsThresholds() {
        var kubelet = kubelet(every(Probe.READINESS).thresholds(2, 3));
        kubelet.pass(ofSeconds(1));
        assertThat(kubelet.ready()).isFalse();
        kubelet.pass(ofSeconds(1));
        assertThat(kubelet.ready()).isTrue();
        answers.put(Probe.READINESS, Attempt.FAILURE);
        kubelet.pass(ofSeconds(2));
        assertThat(kubelet.ready()).isTrue();
        kubelet.pass(ofSeconds(1));
        assertThat(kubelet.ready()).isFalse();
        assertThat(kubelet.killed()).isFalse();
    }

    @Test
    void aWarningIsASuccessAndAnErrorIsNothing() {
        var kubelet = kubelet(every(Probe.READINESS));
        answers.put(Probe.READINESS, Attempt.WARNING);
        kubelet.pass(ofSeconds(1));
        assertThat(kubelet.ready()).isTrue();
        answers.put(Probe.READINESS, Attempt.ERROR);
        kubelet.pass(ofSeconds(10));
        assertThat(kubelet.ready()).isTrue();
    }

    @Test
    void aPodThatIsDeletedIsAskedForReadinessAlone() {
        var kubelet = kubelet(every(Probe.LIVENESS), every(Probe.READINESS));
        kubelet.pass(ofSeconds(1));
        kubelet.terminate();
        answers.put(Probe.LIVENESS, Attempt.FAILURE);
        answers.put(Probe.READINESS, Attempt.FAILURE);
        kubelet.pass(ofSeconds(10));
        assertThat(kubelet.killed()).isFalse();
        assertThat(kubelet.ready()).isFalse();
    }

    @Test
    void delayAndPeriodAreKept() {
        var kubelet =
                kubelet(KubeletProbe.of(Probe.READINESS, "/readyz").timing(ofSeconds(5), ofSeconds(10), ofSeconds(1)));
        kubelet.pass(ofSeconds(5));
        assertThat(asked).isEmpty();
        kubelet.pass(ofSeconds(11));
        assertThat(asked).containsEntry(Probe.READINESS, 2);
    }

    @Test
    void whatKubernetesRefusesIsRefused() {
        var probe = KubeletProbe.of(Probe.LIVENESS, "/livez");
        assertThatIllegalArgumentException().isThrownBy(() -> probe.thresholds(2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.thresholds(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.timing(ZERO, ZERO, ofSeconds(1)));
    }

    private static KubeletProbe every(Probe probe) {
        return KubeletProbe.of(probe, "/").timing(ZERO, ofSeconds(1), ofSeconds(1));
    }

    private KubeletSimulator kubelet(KubeletProbe... probes) {
        return KubeletSimulator.of(List.of(probes), probe -> {
            asked.merge(probe.probe(), 1, Integer::sum);
            return answers.getOrDefault(probe.probe(), Attempt.SUCCESS);
        });
    }
}
