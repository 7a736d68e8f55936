package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HandClock clock = new HandClock();
    private final Liveness liveness = new Liveness(clock);

    @Test
    void aHeartbeatsNameIsItsOwnUntilItIsClosed() {
        Heartbeat first = liveness.heartbeat("poller", LIMIT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> liveness.heartbeat("poller", LIMIT))
                .withMessageContaining("'poller' exists already");
        first.close();
        assertThat(liveness.heartbeat("poller", LIMIT).name()).isEqualTo("poller");
    }

    @Test
    void impossibleHeartbeatsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> liveness.heartbeat(" ", LIMIT));
        assertThatIllegalArgumentException().isThrownBy(() -> liveness.heartbeat("declared", LIMIT));
        assertThatIllegalArgumentException().isThrownBy(() -> liveness.heartbeat("poller", Duration.ZERO));
    }

    @Test
    void theFirstDeclarationIsKept() {
        liveness.declareBroken("first");
        liveness.declareBroken("second");
        assertThat(liveness.signs()).containsExactly(new Sign("declared", false, "first"));
    }

    /** What could look at a dependency would be a function of some kind: none can be passed in. */
    @Test
    void nothingThatCouldAskADependencyCanBePassedIn() {
        for (Class<?> type : List.of(Liveness.class, Heartbeat.class)) {
            var parameters = Stream.concat(
                    Stream.of(type.getConstructors()).flatMap(made -> Stream.of(made.getParameterTypes())),
                    Stream.of(type.getMethods())
                            .filter(method -> method.getDeclaringClass() == type)
                            .flatMap(method -> Stream.of(method.getParameterTypes())));
            assertThat(parameters).isSubsetOf(String.class, Duration.class);
        }
    }

    @Test
    void theNameOfTheDeadlockSignIsReserved() {
        assertThatIllegalArgumentException().isThrownBy(() -> liveness.heartbeat("deadlock", LIMIT));
    }

    @Test
    void theLongestSilenceIsThatOfTheLateOnes() {
        liveness.heartbeat("slow", LIMIT.multipliedBy(10));
        liveness.heartbeat("poller", LIMIT);
        clock.pass(LIMIT);
        assertThat(liveness.longestSilence()).isZero();
        clock.pass(LIMIT);
        assertThat(liveness.longestSilence()).isEqualTo(LIMIT.multipliedBy(2));
    }
}
