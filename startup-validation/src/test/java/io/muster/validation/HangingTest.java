package io.muster.validation;

import java.time.Duration;

/** Without a bound that a busy machine could miss. */
class HangingTest extends HangingContract {
    @Override
    Duration margin() {
        return Duration.ofSeconds(10);
    }
}
