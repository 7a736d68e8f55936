package io.muster.health;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.LifecycleState;
import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** What liveness keeps when it turns DOWN. */
class EvidenceTest {
    private final HandClock clock = new HandClock();
    private final Liveness liveness = new Liveness(clock);
    private final Redactor redactor = new Redactor();
    private long collectedMillis;
    private Optional<Duration> throttled = Optional.of(Duration.ZERO);
    private String threads = "\"poller\" BLOCKED";

    private final LifeSigns life = new LifeSigns(
            liveness,
            new Deadlocks(Set::of),
            new Vitals(() -> collectedMillis, () -> throttled),
            () -> threads,
            redactor);

    @Test
    void aLoopThatHangsWhileTheProcessCouldRunIsHung() {
        liveness.heartbeat("poller", ofSeconds(5));
        each(second -> {}, 7);
        Evidence evidence = life.evidence().orElseThrow();
        assertThat(evidence.reason()).startsWith("'poller': no beat for 6 s, limit 5 s");
        assertThat(evidence.threads()).isEqualTo("\"poller\" BLOCKED");
        assertThat(evidence.pressure().starved()).isFalse();
        assertThat(evidence.conclusion()).startsWith("hung: the process could run");
    }

    @Test
    void aLoopThatCouldNotRunForTheProcessorQuotaIsStarved() {
        liveness.heartbeat("poller", ofSeconds(5));
        each(second -> throttled = throttled.map(before -> before.plusMillis(800)), 12);
        Evidence evidence = life.evidence().orElseThrow();
        assertThat(evidence.pressure().starved()).isTrue();
        assertThat(evidence.conclusion())
                .startsWith("starved: the process could hardly run")
                .contains("quota stopped");
    }

    @Test
    void aLoopThatCouldNotRunForGarbageCollectionIsStarved() {
        liveness.heartbeat("poller", ofSeconds(5));
        throttled = Optional.empty();
        each(second -> collectedMillis += 700, 12);
        assertThat(life.evidence().orElseThrow().conclusion())
                .startsWith("starved")
                .contains("garbage collection took 4")
                .contains("no processor quota is known");
    }

    @Test
    void aProcessThatWasFrozenIsStarved() {
        liveness.heartbeat("poller", ofSeconds(5));
        each(second -> {}, 3);
        clock.pass(ofMinutes(1));
        look(true);
        Pressure pressure = life.evidence().orElseThrow().pressure();
        assertThat(pressure.starved()).isTrue();
        assertThat(pressure.delayed()).isEqualTo(ofSeconds(60));
        assertThat(pressure.window()).isBetween(ofSeconds(60), ofSeconds(64));
    }

    @Test
    void whatWasFoundIsKeptThroughRecoveryUntilTheNextDeath() {
        Heartbeat heartbeat = liveness.heartbeat("poller", ofSeconds(5));
        each(second -> {}, 7);
        Evidence first = life.evidence().orElseThrow();
        threads = "\"poller\" RUNNABLE";
        each(second -> {}, 3);
        heartbeat.beat();
        each(second -> {}, 3);
        assertThat(life.evidence()).containsSame(first);
        each(second -> {}, 7);
        assertThat(life.evidence().orElseThrow().threads()).isEqualTo("\"poller\" RUNNABLE");
    }

    @Test
    void whileTheServiceStartsOrStopsNothingIsGathered() {
        liveness.declareBroken("corrupt index");
        look(false);
        assertThat(life.evidence()).isEmpty();
        assertThat(life.signs()).containsExactly(new Sign("declared", false, "corrupt index"));
        look(true);
        assertThat(life.evidence()).isPresent();
    }

    @Test
    void secretsAreScrubbedFromAllOfIt() {
        redactor.add(Secret.of("hunter2-hunter2"));
        threads = "\"worker hunter2-hunter2\" RUNNABLE";
        liveness.declareBroken("key hunter2-hunter2");
        look(true);
        assertThat(life.evidence().orElseThrow().text()).contains("worker ***").doesNotContain("hunter2");
        assertThat(life.evidence().orElseThrow().reason()).isEqualTo("'declared': key ***");
    }

    @Test
    void theSnapshotCarriesIt() {
        var rig = new BoardRig();
        rig.running();
        assertThat(rig.look().evidence()).isEmpty();
        rig.liveness.declareBroken("corrupt index");
        assertThat(rig.look().evidence().orElseThrow().threads()).contains("poller");
        assertThat(rig.told).containsExactly("not alive: 'declared': corrupt index");
        rig.view.state(LifecycleState.STOPPING);
        assertThat(rig.look().liveness().passed()).isTrue();
        assertThat(rig.look().evidence()).isPresent();
    }

    @Test
    void ordinaryLatenessIsNoDelay() {
        var vitals = new Vitals(() -> 0, Optional::empty);
        vitals.sample(clock.nanos());
        clock.pass(ofMillis(1_099));
        assertThat(vitals.due(clock.nanos())).isTrue();
        vitals.sample(clock.nanos());
        assertThat(vitals.due(clock.nanos())).isFalse();
        assertThat(vitals.pressure(ofSeconds(10), clock.nanos()).delayed()).isZero();
        assertThat(new Vitals(() -> 0, Optional::empty).pressure(ofSeconds(10), clock.nanos()))
                .isEqualTo(Pressure.NONE);
    }

    private void each(LongConsumer second, int seconds) {
        for (long i = 0; i < seconds; i++) {
            second.accept(i);
            look(true);
            clock.pass(ofSeconds(1));
        }
    }

    private void look(boolean serving) {
        life.look(clock.nanos(), clock.now(), serving);
    }
}
