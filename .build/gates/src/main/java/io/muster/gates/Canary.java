package io.muster.gates;

import com.tngtech.archunit.core.domain.JavaClasses;

/** Fails when the rules looked at fewer classes than the module is known to have. */
final class Canary {

    private Canary() {}

    static void check(JavaClasses seen, int atLeast) {
        if (seen.size() < atLeast) {
            throw new AssertionError("the rules saw " + seen.size() + " classes, fewer than " + atLeast
                    + "; either they look in the wrong place or the number is out of date");
        }
    }
}
