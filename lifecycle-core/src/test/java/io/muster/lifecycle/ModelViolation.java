package io.muster.lifecycle;

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

    static void unless(boolean holds, ModelRule rule, String subject, String what) {
        if (!holds) {
            throw new ModelViolation(rule, "'" + subject + "' " + what);
        }
    }
}
