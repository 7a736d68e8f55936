package io.muster.lifecycle;

import java.util.Optional;

/**
 * Thrown in a rehearsal by a value that is good only in part, when what is asked of it is missing for a reason that is
 * reported already: the component that asks counts as not run instead of failed.
 */
public final class NotRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int DEEPEST = 16;

    /** The reason is what a report shows, such as {@code ENV-001 DATABASE_URL}. */
    public NotRunException(String reason) {
        super(reason, null, false, false);
    }

    /** The reason of the first of its kind among {@code thrown} and its causes. */
    static Optional<String> reason(Throwable thrown) {
        try {
            Throwable next = thrown;
            for (int depth = 0; next != null && depth < DEEPEST; depth++) {
                if (next instanceof NotRunException known) {
                    return Optional.of(String.valueOf(known.getMessage()));
                }
                next = next.getCause();
            }
        } catch (Throwable e) {
            // a cause is foreign code too: whatever throws it is no reason of ours
            return Optional.empty();
        }
        return Optional.empty();
    }
}
