package io.muster.health;

import static io.muster.lifecycle.HealthStatus.DOWN;
import static io.muster.lifecycle.HealthStatus.UNKNOWN;
import static io.muster.lifecycle.HealthStatus.UP;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckTrackTest {
    private static final double MIDDLE = 0.5;
    private static final HealthCheck CHECK = context -> HealthResult.up();
    private static final HealthResult GONE = HealthResult.down(Failure.UNAVAILABLE, "gone");

    private final HandClock clock = new HandClock();

    @Test
    void itIsUnknownUntilItWasAsked() {
        CheckTrack track = track(CheckPolicy.defaults());
        assertThat(show(track).status()).isEqualTo(UNKNOWN);
        assertThat(show(track).reason()).isEqualTo("not asked yet");
    }

    @Test
    void theFirstRunComesWithinOneIntervalAndTheNextOneIntervalLater() {
        CheckTrack track = asked(CheckPolicy.every(ofSeconds(10)), 0.3);
        pass(ofMillis(2_999));
        assertThat(track.due(clock.nanos())).isFalse();
        pass(ofMillis(1));
        assertThat(track.due(clock.nanos())).isTrue();

        answer(track, HealthResult.up());
        pass(ofMillis(9_999));
        assertThat(track.due(clock.nanos())).isFalse();
        pass(ofMillis(1));
        assertThat(track.due(clock.nanos())).isTrue();
    }

    @Test
    void whatTheStartHasNotAskedIsAskedAtOnce() {
        CheckTrack track = track(CheckPolicy.every(ofSeconds(10)));
        track.ask(CHECK, clock.nanos(), 0.9);
        assertThat(track.due(clock.nanos())).isTrue();
    }

    @Test
    void itIsAskedMoreOftenWhileDown() {
        CheckTrack track = asked(CheckPolicy.every(ofSeconds(10)).downInterval(ofSeconds(2)), 0);
        answer(track, GONE);
        pass(ofSeconds(2));
        assertThat(track.due(clock.nanos())).isTrue();
    }

    @Test
    void jitterMovesTheNextRunByATenth() {
        CheckTrack track = asked(CheckPolicy.every(ofSeconds(10)), 0);
        track.begin(clock.nanos());
        track.answer(HealthResult.up(), clock.nanos(), clock.now(), 0);
        pass(ofSeconds(9));
        assertThat(track.due(clock.nanos())).isTrue();
    }

    @Test
    void oneRunIsInFlightAtTheMost() {
        CheckTrack track = asked(CheckPolicy.every(ofSeconds(1)), 0);
        track.begin(clock.nanos());
        pass(ofSeconds(100));
        assertThat(track.due(clock.nanos())).isFalse();
    }

    @Test
    void aHungCheckIsDownWithItsStackAndItsLateAnswerDoesNotCount() {
        CheckTrack track = asked(CheckPolicy.defaults().timeout(ofSeconds(3)), 0);
        track.begin(clock.nanos());
        pass(ofMillis(2_999));
        assertThat(track.overdue(clock.nanos())).isFalse();
        pass(ofMillis(1));
        assertThat(track.overdue(clock.nanos())).isTrue();
        track.miss(clock.nanos(), clock.now(), "at Driver.read");

        CheckSnapshot hung = show(track);
        assertThat(hung.status()).isEqualTo(DOWN);
        assertThat(hung.reason()).isEqualTo("no answer for 3 s, limit 3 s");
        assertThat(hung.failure()).contains(Failure.TIMEOUT);
        assertThat(hung.stack()).contains("at Driver.read");

        pass(ofMinutes(1));
        track.answer(HealthResult.up(), clock.nanos(), clock.now(), MIDDLE);
        CheckSnapshot returned = show(track);
        assertThat(returned.stack()).isEmpty();
        assertThat(returned.status()).isNotEqualTo(UP);

        pass(ofSeconds(2));
        assertThat(track.due(clock.nanos())).isTrue();
        answer(track, HealthResult.up());
        assertThat(show(track).status()).isEqualTo(UP);
    }

    @Test
    void aRunThatHangsOnCountsAsOneMoreFailureAfterEachInterval() {
        CheckTrack track = asked(CheckPolicy.every(ofSeconds(10)).fall(2).maxAge(ofSeconds(100)), 0);
        answer(track, HealthResult.up());
        pass(ofSeconds(10));
        track.begin(clock.nanos());
        pass(ofSeconds(3));
        track.miss(clock.nanos(), clock.now(), "");
        assertThat(show(track).status()).isEqualTo(UP);
        pass(ofSeconds(10));
        track.miss(clock.nanos(), clock.now(), "");
        assertThat(show(track).status()).isEqualTo(DOWN);
    }

    @Test
    void aCheckThatAlwaysSucceedsAsLateAsItMayIsNeverStale() {
        CheckTrack track = asked(CheckPolicy.every(ofSeconds(1)).timeout(ofSeconds(3)), 0);
        for (int i = 0; i < 5; i++) {
            track.begin(clock.nanos());
            pass(ofMillis(2_999));
            assertThat(show(track).status()).isEqualTo(UP);
            track.answer(HealthResult.up(), clock.nanos(), clock.now(), 1);
            pass(ofMillis(1_100));
            assertThat(track.due(clock.nanos())).isTrue();
            assertThat(show(track).status()).isEqualTo(UP);
        }
    }

    @Test
    void anAnswerThatIsTooOldSaysNothingAnyMore() {
        CheckTrack track = asked(CheckPolicy.defaults().maxAge(ofSeconds(30)), 0);
        answer(track, HealthResult.up());
        pass(ofSeconds(30));
        assertThat(show(track).status()).isEqualTo(UP);
        pass(ofMillis(1));
        assertThat(show(track).status()).isEqualTo(UNKNOWN);
        assertThat(show(track).reason()).contains("limit 30 s");
        answer(track, HealthResult.up());
        assertThat(show(track).status()).isEqualTo(UP);
    }

    @Test
    void itShowsTheSameInstanceAsLongAsNothingChanges() {
        CheckTrack track = asked(CheckPolicy.defaults(), 0);
        answer(track, HealthResult.up());
        CheckSnapshot first = show(track);
        pass(ofSeconds(1));
        assertThat(show(track)).isSameAs(first);
    }

    @Test
    void sinceStaysWhileTheStatusStays() {
        CheckTrack track = asked(CheckPolicy.defaults(), 0);
        answer(track, GONE);
        var since = show(track).since();
        pass(ofSeconds(2));
        answer(track, GONE);
        assertThat(show(track).since()).isEqualTo(since);
        assertThat(show(track).lastRun()).contains(clock.now());
    }

    @Test
    void theHistoryKeepsTheLastSixteenRuns() {
        CheckTrack track = asked(CheckPolicy.defaults(), 0);
        answer(track, GONE);
        for (int i = 0; i < 16; i++) {
            answer(track, HealthResult.up());
        }
        assertThat(show(track).history()).hasSize(16).allMatch(run -> run.status() == UP);
    }

    private CheckTrack track(CheckPolicy policy) {
        return CheckTrack.of(new ComponentView(
                "database", Phase.CONNECT, true, Set.of(), true, Optional.of(CHECK), policy, Optional.empty()));
    }

    private CheckTrack asked(CheckPolicy policy, double random) {
        CheckTrack track = track(policy);
        track.seed(HealthResult.up(), clock.nanos());
        track.ask(CHECK, clock.nanos(), random);
        return track;
    }

    private void answer(CheckTrack track, HealthResult result) {
        track.begin(clock.nanos());
        track.answer(result, clock.nanos(), clock.now(), MIDDLE);
    }

    private CheckSnapshot show(CheckTrack track) {
        return track.show(clock.nanos(), clock.now());
    }

    private void pass(Duration time) {
        clock.pass(time);
    }
}
