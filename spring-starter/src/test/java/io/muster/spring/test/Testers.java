package io.muster.spring.test;

import io.muster.spring.probes.Probes;

/** Makes testers for the tests of other packages. */
public final class Testers {
    private Testers() {}

    /** One for these probes. */
    public static ProbeTester of(Probes probes) {
        return new ProbeTester(probes);
    }
}
