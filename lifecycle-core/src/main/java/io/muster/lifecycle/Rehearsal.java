package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Set;

/**
 * How far a rehearsal goes, and without what.
 *
 * @param last the last phase
 * @param skipped the components that are left out
 */
record Rehearsal(Phase last, Set<String> skipped) {
    Rehearsal {
        requireNonNull(last, "last");
    }

    void requireKnown(Collection<String> components) {
        for (String name : skipped) {
            if (!components.contains(name)) {
                String nearest = Nearest.to(name, components)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("");
                throw new IllegalArgumentException("there is no component '" + name + "' to skip" + nearest);
            }
        }
    }
}
