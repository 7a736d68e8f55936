package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a variable was found: the first source that has more than whitespace.
 *
 * @param value what was found; null when nothing was
 * @param empty the origin of a value that was empty, when there was nothing else; null when there was none
 * @param ignored where else it is set
 * @param failed whether a source failed, so that nobody can say what the value is
 */
record Lookup(@Nullable Sourced value, @Nullable String empty, List<String> ignored, boolean failed) {

    static Lookup of(String variable, List<Source> sources, Consumer<Finding> findings) {
        Sourced value = null;
        Source winner = null;
        String empty = null;
        var ignored = new ArrayList<String>();
        for (Source source : sources) {
            Sourced found;
            try {
                found = source.find(variable).orElse(null);
            } catch (Exception e) {
                if (value == null) {
                    report(variable, source, e, findings);
                    return new Lookup(null, null, List.of(), true);
                }
                continue;
            }
            if (found == null) {
                continue;
            }
            if (found.text().isBlank()) {
                empty = empty == null ? found.origin() : empty;
            } else if (value == null) {
                value = found;
                winner = source;
            } else {
                ignored.add(found.origin());
                if (winner instanceof FileSource && !value.text().equals(found.text())) {
                    findings.accept(different(variable, value, found));
                }
            }
        }
        return new Lookup(value, value == null ? empty : null, ignored, false);
    }

    private static Finding different(String variable, Sourced used, Sourced ignored) {
        return Finding.warning(
                        variable,
                        "is set differently in two places: used is the " + used.origin() + ", not " + ignored.origin())
                .code(Codes.DIFFERENT)
                .fix("unset one of them");
    }

    private static void report(String variable, Source source, Exception e, Consumer<Finding> findings) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (e instanceof FailureException known && !known.findings().isEmpty()) {
            known.findings().forEach(findings);
            return;
        }
        Failure failure = e instanceof FailureException known ? known.failure() : Failure.UNAVAILABLE;
        findings.accept(Finding.error(
                        failure,
                        variable,
                        "could not be read from source '" + source.name() + "': "
                                + e.getClass().getSimpleName())
                .code(Codes.SOURCE_FAILED));
    }
}
