package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreakTest {
    /** S and F are answers; u and d are what stands after each of them. The first one always stands. */
    @ParameterizedTest(name = "fall {0}, rise {1}: {2} gives {3}")
    @CsvSource({
        "1, 1, SFSFS, ududu",
        "3, 1, SFSFSF, uuuuuu",
        "3, 1, SFFSFFF, uuuuuud",
        "1, 2, SFSFSS, uddddu",
        "2, 2, SFFSFSSFF, uudddduud"
    })
    void onlyAnswersInARowTurnIt(int fall, int rise, String answers, String standing) {
        var streak = new Streak(CheckPolicy.defaults().fall(fall).rise(rise));
        var seen = new StringBuilder();
        for (int i = 0; i < answers.length(); i++) {
            streak.count(answers.charAt(i) == 'S' ? HealthResult.up() : HealthResult.down(Failure.UNAVAILABLE, "gone"));
            seen.append(streak.standing().status().ready() ? 'u' : 'd');
        }
        assertThat(seen).hasToString(standing);
    }

    @Test
    void anAnswerOfTheStandingKindStandsAtOnce() {
        var streak = new Streak(CheckPolicy.defaults().fall(3));
        streak.count(HealthResult.up());
        streak.count(HealthResult.degraded("slow"));
        assertThat(streak.standing().status()).isEqualTo(HealthStatus.DEGRADED);
    }
}
