package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a variable is set: the first source that has more than whitespace.
 *
 * @param sources the places to look in, first to last
 * @param conflicts what holds where both {@code NAME} and {@code NAME_FILE} are set
 * @param declared the names of all variables: one that ends in {@code _FILE} is not the pointer of another
 */
record Lookup(List<Source> sources, Conflicts conflicts, Set<String> declared) {

    static Lookup in(Sources sources, Variables variables) {
        Set<String> declared = variables.all().stream()
                .flatMap(variable -> variable.names().stream())
                .collect(Collectors.toSet());
        return new Lookup(sources.ordered(), sources.conflicts(), declared);
    }

    /**
     * What was found.
     *
     * @param value null when there is none
     * @param empty the origin of a value that was empty, when there was nothing else; null when there was none
     * @param ignored where else it is set
     * @param failed whether nobody can say what the value is, which has been reported
     */
    record Found(@Nullable Sourced value, @Nullable String empty, List<String> ignored, boolean failed) {
        private static final Found FAILED = new Found(null, null, List.of(), true);
    }

    /** What counts for a variable that nobody declared. */
    @Nullable
    Sourced find(String variable) {
        return find(variable, false, finding -> {}).value();
    }

    /** Looks everywhere; what is wrong with a source or odd about the places goes to {@code findings}. */
    Found find(String variable, boolean emptyAllowed, Consumer<Finding> findings) {
        Sourced value = null;
        Source winner = null;
        String empty = null;
        var ignored = new ArrayList<String>();
        for (Source source : sources) {
            Optional<Sourced> answer;
            try {
                answer = ask(source, variable);
            } catch (Throwable e) {
                Crash.rethrowIfFatal(e);
                if (value == null) {
                    report(variable, "could not be read from source '" + name(source) + "'", e, findings);
                    return Found.FAILED;
                }
                continue;
            }
            if (answer.isEmpty()) {
                continue;
            }
            Sourced found = answer.get();
            if (found.text().isBlank() && !emptyAllowed) {
                empty = empty == null ? found.origin() : empty;
            } else if (value == null || winner == null) {
                value = found;
                winner = source;
            } else {
                ignored.add(found.origin());
                if (paired(winner, source) && !agree(variable, value, found, findings)) {
                    return Found.FAILED;
                }
            }
        }
        return new Found(value, value == null ? empty : null, ignored, false);
    }

    private Optional<Sourced> ask(Source source, String variable) throws Exception {
        return source instanceof FileSource && declared.contains(variable + FileSource.SUFFIX)
                ? Optional.empty()
                : requireNonNull(source.find(variable), "answer");
    }

    /** What the sources say about themselves; one that cannot is an error. */
    void ownFindings(Consumer<Finding> findings) {
        for (Source source : sources) {
            try {
                List.copyOf(source.findings()).forEach(findings);
            } catch (Throwable e) {
                Crash.rethrowIfFatal(e);
                report(name(source), "is a source that could not say what is wrong with it", e, findings);
            }
        }
    }

    /** Every name that is set, as far as the sources can list them; one that cannot is a warning. */
    Set<String> names(Consumer<Finding> findings) {
        var names = new TreeSet<String>();
        for (Source source : sources) {
            try {
                names.addAll(Set.copyOf(source.names()));
            } catch (Throwable e) {
                Crash.rethrowIfFatal(e);
                findings.accept(Finding.warning(
                                name(source),
                                "is a source that could not list its names: "
                                        + e.getClass().getSimpleName())
                        .code(Codes.SOURCE_FAILED)
                        .fix("names are for suggestions; values are read all the same"));
            }
        }
        return names;
    }

    private static String name(Source source) {
        try {
            return requireNonNull(source.name(), "name");
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            return source.getClass().getSimpleName();
        }
    }

    private static boolean paired(Source one, Source other) {
        return (one instanceof FileSource files && files.pointers() == other)
                || (other instanceof FileSource named && named.pointers() == one);
    }

    /** Whether the two may stand side by side; says so if they may and differ, or may not. */
    private boolean agree(String variable, Sourced used, Sourced other, Consumer<Finding> findings) {
        if (conflicts == Conflicts.ERROR) {
            findings.accept(Finding.error(
                            Failure.CONFIGURATION,
                            variable,
                            "is set twice: " + used.origin() + " and " + other.origin())
                    .code(Codes.CONFLICT)
                    .fix("unset one of them"));
            return false;
        }
        if (!used.text().equals(other.text())) {
            findings.accept(Finding.warning(
                            variable,
                            "is set differently in two places: used is the " + used.origin() + ", not "
                                    + other.origin())
                    .code(Codes.DIFFERENT)
                    .fix("unset one of them"));
        }
        return true;
    }

    private static void report(String subject, String what, Throwable e, Consumer<Finding> findings) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (e instanceof FailureException known
                && known.findings().stream().anyMatch(it -> it.failure().isPresent())) {
            known.findings().forEach(findings);
            return;
        }
        boolean bug = e instanceof Error || e instanceof NullPointerException;
        Failure failure =
                e instanceof FailureException known ? known.failure() : bug ? Failure.BUG : Failure.UNAVAILABLE;
        findings.accept(
                Finding.error(failure, subject, what + ": " + e.getClass().getSimpleName())
                        .code(Codes.SOURCE_FAILED));
    }
}
