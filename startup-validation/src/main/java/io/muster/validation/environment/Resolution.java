package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass over all variables, to the end, whatever is wrong on the way. Not thread-safe. */
final class Resolution {
    private final List<Source> sources;
    private final Consumer<Secret> secrets;
    private final Set<String> undeclared;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Variable<?>, Object> values = new HashMap<>();
    private final Map<Variable<?>, Origin> origins = new HashMap<>();

    private Resolution(List<Variable<?>> variables, List<Source> sources, Consumer<Secret> secrets) {
        this.sources = sources;
        this.secrets = secrets;
        this.undeclared = sources.stream()
                .flatMap(source -> source.names().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        variables.forEach(variable -> {
            undeclared.remove(variable.name());
            undeclared.remove(variable.name() + FileSource.SUFFIX);
        });
    }

    /** Every secret met, right or wrong, goes to {@code secrets} before anything is said of it. */
    static Resolution of(List<Variable<?>> variables, List<Source> sources, Consumer<Secret> secrets) {
        var resolution = new Resolution(variables, sources, secrets);
        variables.forEach(resolution::resolve);
        return resolution;
    }

    List<Finding> errors() {
        return findings.stream()
                .filter(finding -> finding.failure().isPresent())
                .toList();
    }

    List<Finding> warnings() {
        return findings.stream().filter(finding -> finding.failure().isEmpty()).toList();
    }

    Map<Variable<?>, Object> values() {
        return values;
    }

    Map<Variable<?>, Origin> origins() {
        return origins;
    }

    private <T> void resolve(Variable<T> variable) {
        Lookup lookup = Lookup.of(variable.name(), sources, findings::add);
        Sourced found = lookup.value();
        if (lookup.failed()) {
            return;
        }
        if (found == null) {
            absent(variable, lookup.empty());
            return;
        }
        try {
            T value = new Reading<>(variable, found.text(), secrets, oddity -> warn(variable, oddity, found)).value();
            values.put(variable, value);
            origins.put(variable, new Origin(found.origin(), found.text().length(), lookup.ignored()));
        } catch (Rejected e) {
            findings.add(Finding.error(Failure.CONFIGURATION, variable.name(), e.message() + " (from " + found + ")")
                    .code(e.code())
                    .fix(e.fix()));
        } catch (RuntimeException e) {
            // the message may hold the value, so the type must do
            findings.add(Finding.error(
                            Failure.BUG,
                            variable.name(),
                            "could not be checked: a rule threw " + e.getClass().getSimpleName())
                    .code(Codes.RULE_BROKE));
        }
    }

    private <T> void absent(Variable<T> variable, @Nullable String empty) {
        T fallback = variable.defaultValue();
        if (fallback != null) {
            values.put(variable, fallback);
            origins.put(variable, new Origin("default", 0, List.of()));
            return;
        }
        String what = empty == null ? "missing" : "set but empty (in " + empty + ")";
        switch (variable.need()) {
            case REQUIRED ->
                findings.add(Finding.error(Failure.CONFIGURATION, variable.name(), what + meant(variable))
                        .code(empty == null ? Codes.MISSING : Codes.EMPTY)
                        .fix(Fixes.set(variable)));
            case RECOMMENDED ->
                findings.add(Finding.warning(variable.name(), what + ", and recommended")
                        .code(Codes.RECOMMENDED)
                        .fix(Fixes.set(variable)));
            case OPTIONAL -> {
                // nothing to say
            }
        }
    }

    private String meant(Variable<?> variable) {
        return NearName.to(variable.name(), undeclared)
                .map(name -> "; did you mean " + name + ", which is set and not declared?")
                .orElse("");
    }

    private void warn(Variable<?> variable, Rejected oddity, Sourced found) {
        findings.add(Finding.warning(variable.name(), oddity.message() + " (from " + found + ")")
                .code(oddity.code())
                .fix(oddity.fix()));
    }
}
