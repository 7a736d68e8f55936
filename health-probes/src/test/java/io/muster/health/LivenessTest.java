package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
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
}
