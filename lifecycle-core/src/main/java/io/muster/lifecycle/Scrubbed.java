package io.muster.lifecycle;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an exception that cannot be shown as it is, since it or one behind it tells a secret or cannot even be
 * printed: its words scrubbed, its trace kept.
 */
final class Scrubbed extends Exception {
    private static final long serialVersionUID = 1L;
    /** Of causes and suppressed ones; what lies deeper is left out. */
    private static final int DEEPEST = 64;

    private final String words;

    private Scrubbed(Throwable original, Redactor redactor) {
        super(message(original, redactor));
        words = or(original.getClass().getName(), () -> redactor.scrub(original.toString()));
        setStackTrace(or(new StackTraceElement[0], original::getStackTrace));
    }

    private static @Nullable String message(Throwable original, Redactor redactor) {
        String message = orNull(original::getMessage);
        return message == null ? null : redactor.scrub(message);
    }

    /** {@code thrown} itself where it and all behind it can be shown. */
    static Throwable of(Throwable thrown, Redactor redactor) {
        return of(thrown, redactor, new IdentityHashMap<>());
    }

    private static Throwable of(Throwable thrown, Redactor redactor, Map<Throwable, Throwable> known) {
        Throwable before = known.get(thrown);
        if (before != null) {
            return before;
        }
        if (showable(thrown, redactor)) {
            known.put(thrown, thrown);
            return thrown;
        }
        var copy = new Scrubbed(thrown, redactor);
        known.put(thrown, copy);
        Throwable cause = cause(thrown);
        if (cause != null && known.size() < DEEPEST) {
            Throwable shown = of(cause, redactor, known);
            copy.initCause(shown == copy ? null : shown);
        }
        for (Throwable each : thrown.getSuppressed()) {
            Throwable shown = known.size() < DEEPEST ? of(each, redactor, known) : copy;
            if (shown != copy) {
                copy.addSuppressed(shown);
            }
        }
        return copy;
    }

    private static boolean showable(Throwable thrown, Redactor redactor) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>();
        open.add(thrown);
        while (!open.isEmpty()) {
            Throwable each = open.poll();
            if (!seen.add(each)) {
                continue;
            }
            if (seen.size() > DEEPEST || !or(false, () -> unchanged(each, redactor))) {
                return false;
            }
            Throwable cause = cause(each);
            if (cause != null) {
                open.add(cause);
            }
            open.addAll(Arrays.asList(each.getSuppressed()));
        }
        return true;
    }

    private static boolean unchanged(Throwable thrown, Redactor redactor) {
        // foreign code may fail to make any of these
        String text = thrown + "\n" + thrown.getMessage();
        return thrown.getCause() != thrown && redactor.scrub(text).equals(text);
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        return orNull(thrown::getCause);
    }

    private static <T> T or(T otherwise, Supplier<T> foreign) {
        T made = orNull(foreign);
        return made == null ? otherwise : made;
    }

    private static <T> @Nullable T orNull(Supplier<? extends @Nullable T> foreign) {
        try {
            return foreign.get();
        } catch (Throwable e) {
            return null;
        }
    }

    @SuppressWarnings("OverrideThrowableToString") // the name is that of what it stands in for
    @Override
    public String toString() {
        return words;
    }
}
