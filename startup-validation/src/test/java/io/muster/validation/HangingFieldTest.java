package io.muster.validation;

import java.time.Duration;

/** To the letter, on a machine that does nothing else. */
class HangingFieldTest extends HangingContract {
    @Override
    Duration margin() {
        return Duration.ofMillis(200);
    }
}
