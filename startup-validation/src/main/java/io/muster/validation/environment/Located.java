package io.muster.validation.environment;

import io.muster.lifecycle.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a variable was found under any of its names: the present one first, then aliases, then former ones.
 *
 * @param value what was found; null when nothing was
 * @param empty the origin of a value that was empty, when there was nothing else; null when there was none
 * @param ignored where else it is set
 * @param failed whether a source failed, so that nobody can say what the value is
 */
record Located(@Nullable Sourced value, @Nullable String empty, List<String> ignored, boolean failed) {

    static Located of(Variable<?> variable, Lookup lookup, Consumer<Finding> findings) {
        Sourced value = null;
        String empty = null;
        var ignored = new ArrayList<String>();
        for (String name : variable.names()) {
            Lookup.Found place = lookup.find(name, variable.isEmptyAllowed(), findings);
            Sourced found = place.value();
            if (place.failed() && value == null) {
                return new Located(null, null, List.of(), true);
            }
            empty = empty == null ? place.empty() : empty;
            if (found == null) {
                continue;
            }
            boolean former = variable.deprecatedNames().contains(name);
            if (former) {
                findings.accept(deprecated(variable, name, value != null));
            }
            if (value == null) {
                value = name.equals(variable.name())
                        ? found
                        : new Sourced(found.text(), found.origin() + " as " + name);
                ignored.addAll(place.ignored());
            } else {
                ignored.add(found.origin() + " as " + name);
                if (!former && !value.text().equals(found.text())) {
                    findings.accept(different(variable, name));
                }
            }
        }
        return new Located(value, value == null ? empty : null, ignored, false);
    }

    private static Finding deprecated(Variable<?> variable, String name, boolean ignored) {
        return Finding.warning(
                        variable.name(), "is set by its former name " + name + (ignored ? ", which is ignored" : ""))
                .code(Codes.DEPRECATED)
                .fix(ignored ? "unset " + name : "rename " + name + " to " + variable.name());
    }

    private static Finding different(Variable<?> variable, String name) {
        return Finding.warning(variable.name(), "is set differently by its other name " + name + ", which is ignored")
                .code(Codes.DIFFERENT)
                .fix("unset one of them");
    }
}
