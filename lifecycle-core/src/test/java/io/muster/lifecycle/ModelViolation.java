package io.muster.lifecycle;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule was broken, and how. */
final class ModelViolation extends AssertionError {
    private static final long serialVersionUID = 1L;

    final ModelRule rule;

    ModelViolation(ModelRule rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    private ModelViolation(ModelViolation found, String where) {
        super(found.getMessage() + where, found);
        this.rule = found.rule;
    }

    /** The same with the way that leads to it. */
    ModelViolation at(ModelGraph graph, Iterable<?> path) {
        return new ModelViolation(this, System.lineSeparator() + "in " + graph + " by " + path);
    }

    /** What is wrong comes in pieces, which are put together only when they are needed. */
    static void unless(boolean holds, ModelRule rule, String subject, Object... what) {
        if (!holds) {
            throw new ModelViolation(
                    rule,
                    Stream.of(what).map(String::valueOf).collect(Collectors.joining("", "'" + subject + "' ", "")));
        }
    }
}
