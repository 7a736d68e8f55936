package io.muster.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a component's code, ready to be reported.
 *
 * @param failure its kind
 * @param findings what to say of it, scrubbed; never empty
 * @param cause what was thrown, if anything was
 */
record Fault(
        Failure failure, List<Finding> findings, @Nullable Throwable cause) {
    static Fault of(Failure failure, String subject, String message) {
        return new Fault(failure, List.of(Finding.error(failure, subject, message)), null);
    }
}
