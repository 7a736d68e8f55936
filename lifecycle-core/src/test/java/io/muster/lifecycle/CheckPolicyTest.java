package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each choice changes what it names, and an interval also what follows from it. */
class CheckPolicyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void hasTheDefaultsThatItsDocumentationNames() {
        CheckPolicy policy = CheckPolicy.defaults();

        assertThat(policy.interval()).hasSeconds(10);
        assertThat(policy.downInterval()).hasSeconds(2);
        assertThat(policy.timeout()).hasSeconds(3);
        assertThat(policy.fall()).isOne();
        assertThat(policy.rise()).isOne();
        assertThat(policy.maxAge()).hasSeconds(33);
        assertThat(policy.isShared()).isFalse();
    }

    @Test
    void anIntervalBringsItsMaximumAgeAndNoLongerDownInterval() {
        assertThat(CheckPolicy.every(MINUTE).maxAge()).hasSeconds(183);
        assertThat(CheckPolicy.every(MINUTE)
                        .maxAge(MINUTE.multipliedBy(9))
                        .interval(MINUTE)
                        .maxAge())
                .hasSeconds(183);
        assertThat(CheckPolicy.every(MINUTE).downInterval()).hasSeconds(2);
        assertThat(CheckPolicy.every(Duration.ofSeconds(2)).downInterval()).hasSeconds(2);
        assertThat(CheckPolicy.every(Duration.ofSeconds(1)).downInterval()).hasSeconds(1);
    }

    @Test
    void theLongerIntervalDecidesTheMaximumAge() {
        assertThat(CheckPolicy.every(Duration.ofSeconds(10))
                        .downInterval(MINUTE)
                        .maxAge())
                .hasSeconds(183);
    }

    @Test
    void aTimeoutIsPartOfTheMaximumAge() {
        assertThat(CheckPolicy.every(MINUTE).timeout(MINUTE).maxAge()).hasMinutes(4);
        assertThat(CheckPolicy.every(MINUTE)
                        .maxAge(MINUTE.multipliedBy(9))
                        .timeout(MINUTE)
                        .maxAge())
                .hasMinutes(9);
    }

    @Test
    void refusesAMaximumAgeThatACheckWhichIsWellExceeds() {
        CheckPolicy policy = CheckPolicy.every(Duration.ofSeconds(10)).timeout(Duration.ofSeconds(3));

        assertThat(policy.maxAge(Duration.ofSeconds(14)).maxAge()).hasSeconds(14);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.maxAge(Duration.ofSeconds(13)))
                .withMessageStartingWith("max age < 14 s, 1.1 intervals and one timeout: 13 s; choose it last");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.maxAge(Duration.ofSeconds(14)).timeout(Duration.ofSeconds(4)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.maxAge(Duration.ofSeconds(14)).downInterval(Duration.ofSeconds(20)));
    }

    @Test
    void everyChoiceStands() {
        CheckPolicy policy = CheckPolicy.every(MINUTE)
                .downInterval(Duration.ofSeconds(7))
                .timeout(Duration.ofSeconds(5))
                .fall(3)
                .rise(2)
                .maxAge(Duration.ofSeconds(90))
                .shared();

        assertThat(policy.interval()).isEqualTo(MINUTE);
        assertThat(policy.downInterval()).hasSeconds(7);
        assertThat(policy.timeout()).hasSeconds(5);
        assertThat(policy.fall()).isEqualTo(3);
        assertThat(policy.rise()).isEqualTo(2);
        assertThat(policy.maxAge()).hasSeconds(90);
        assertThat(policy.isShared()).isTrue();
    }

    @Test
    void refusesWhatNoCheckCanKeepTo() {
        CheckPolicy policy = CheckPolicy.defaults();

        assertThatIllegalArgumentException().isThrownBy(() -> policy.fall(0)).withMessage("fall < 1: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> policy.rise(-1)).withMessage("rise < 1: -1");
        assertThat(policy.timeout(Duration.ofDays(365)).timeout()).hasDays(365);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.timeout(Duration.ofDays(366)))
                .withMessage("timeout > 365 days: PT8784H");
        assertThatIllegalArgumentException().isThrownBy(() -> policy.maxAge(Duration.ZERO));
    }
}
