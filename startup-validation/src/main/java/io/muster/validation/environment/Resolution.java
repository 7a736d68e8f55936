package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pass over all variables, to the end, whatever is wrong on the way. Not thread-safe. */
final class Resolution {
    private static final String CONVERTER = "the converter of its type";

    private final Variables variables;
    private final Lookup lookup;
    private final Consumer<Secret> secrets;
    private final Undeclared undeclared;
    private final Set<String> published;
    private final Map<Variable<?>, List<Finding>> findings = new HashMap<>();
    private final List<Finding> others = new ArrayList<>();
    private final Map<Variable<?>, Object> values = new HashMap<>();
    private final Map<Variable<?>, Origin> origins = new HashMap<>();
    private final Set<Variable<?>> hatchesUsed = new HashSet<>();
    private final Set<Condition> broken = new HashSet<>();
    private final Skips skips;
    private @Nullable Profiles profiles;

    private Resolution(Variables variables, Sources sources, Consumer<Secret> secrets) {
        this.variables = variables;
        this.lookup = Lookup.in(sources, variables);
        this.secrets = secrets;
        this.published = Published.secrets(variables);
        Sourced skipped = lookup.find(Skips.VARIABLE);
        this.skips = new Skips(skipped == null ? "" : skipped.text());
        this.undeclared = Undeclared.of(variables, lookup.names(others::add));
    }

    /** Every secret met, right or wrong, goes to {@code secrets} before anything is said of it. */
    static Resolution of(Variables variables, Sources sources, Consumer<Secret> secrets) {
        var resolution = new Resolution(variables.whole(), sources, secrets);
        if (resolution.profiles().production() && !variables.skipsInProduction()) {
            resolution.skips.keepSecretsSafe();
        }
        resolution.lookup.ownFindings(resolution::other);
        variables.all().forEach(resolution::resolve);
        sources.misplaced(resolution.profiles()).ifPresent(resolution::other);
        resolution.relate();
        resolution.reportHatches();
        resolution.skips.report(resolution::other);
        resolution.undeclared.warnings(resolution::other);
        return resolution;
    }

    private void other(Finding finding) {
        others.add(skips.soften(finding));
    }

    /** What is wrong, in the order of the declarations, then across variables. */
    List<Finding> errors() {
        return findings().filter(finding -> finding.failure().isPresent()).toList();
    }

    /** What is odd and not wrong, in the same order. */
    List<Finding> warnings() {
        return findings().filter(finding -> finding.failure().isEmpty()).toList();
    }

    private Stream<Finding> findings() {
        return Stream.concat(variables.all().stream().flatMap(variable -> of(variable).stream()), others.stream())
                .distinct();
    }

    /** What was found about this variable alone. */
    List<Finding> of(Variable<?> variable) {
        return findings.getOrDefault(variable, List.of());
    }

    boolean failed(Variable<?> variable) {
        return of(variable).stream().anyMatch(finding -> finding.failure().isPresent());
    }

    Variables variables() {
        return variables;
    }

    Map<Variable<?>, Object> values() {
        return values;
    }

    /** The first code of each variable that has no value because it is wrong. */
    Map<Variable<?>, String> wrongs() {
        var wrongs = new HashMap<Variable<?>, String>();
        findings.forEach((variable, said) -> said.stream()
                .filter(finding -> finding.failure().isPresent() && !values.containsKey(variable))
                .forEach(finding -> wrongs.putIfAbsent(variable, finding.code())));
        return wrongs;
    }

    Map<Variable<?>, Origin> origins() {
        return origins;
    }

    /** The profiles in force. */
    Profiles profiles() {
        Profiles known = profiles;
        if (known == null) {
            // until it is known, so that the variable that names it does not wait for itself
            profiles = Profiles.UNSAID;
            known = findProfiles();
            profiles = known;
        }
        return known;
    }

    private Profiles findProfiles() {
        Optional<Variable<?>> declared = variables.profile();
        if (declared.isPresent()) {
            Variable<?> variable = declared.get();
            resolve(variable);
            Origin origin = origins.getOrDefault(variable, Origin.DEFAULT);
            return text(variable)
                    .map(text -> Profiles.of(text, origin.said(), origin.source(), variables.profiles()))
                    .orElse(Profiles.UNSAID);
        }
        return Profiles.VARIABLES.stream()
                .map(lookup::find)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(found -> Profiles.of(found.text(), true, found.origin(), variables.profiles()))
                .orElse(Profiles.UNSAID);
    }

    @SuppressWarnings("unchecked") // the value was put there for this very variable
    private <T> Optional<String> text(Variable<T> variable) {
        return Optional.ofNullable((T) values.get(variable)).map(variable.type()::print);
    }

    private <T> void resolve(Variable<T> variable) {
        if (findings.containsKey(variable)) {
            return;
        }
        var findingsOfThis = new ArrayList<Finding>();
        findings.put(variable, findingsOfThis);
        Consumer<Finding> said = finding -> findingsOfThis.add(skips.soften(finding));
        variables.asked(variable).forEach(this::resolve);
        Demands<T> demands = Demands.of(variable, this::holds);
        Located located = Located.of(variable, lookup, said);
        if (located.failed()) {
            return;
        }
        Sourced found = located.value();
        if (found == null) {
            absent(variable, demands, located, said);
        } else if (demands.unchecked()) {
            peek(variable, found, located, said);
        } else {
            read(variable, demands, found, located, said);
        }
    }

    private <T> void read(
            Variable<T> variable, Demands<T> demands, Sourced found, Located located, Consumer<Finding> said) {
        origins.put(variable, new Origin(found.origin(), found.text().length(), located.ignored()));
        String where = " (from " + found + ")";
        if (demands.need() == Need.FORBIDDEN) {
            said.accept(forbidden(demands).about(variable.name(), where));
        }
        var reading = new Reading<>(
                variable, found.text(), circumstances(), remark -> said.accept(remark.about(variable.name(), where)));
        try {
            values.put(variable, reading.value(demands.rules()));
        } catch (Rejected e) {
            said.accept(Remark.error(e).about(variable.name(), where));
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            said.accept(Remark.broken(CONVERTER, e).about(variable.name(), where));
        }
        if (failed(variable)) {
            values.remove(variable);
        }
    }

    private Reading.Circumstances circumstances() {
        return new Reading.Circumstances(profiles().lenient(), published, secrets, this::usesHatch, skips::letPass);
    }

    /** Nothing is asked of the value, and one that cannot be read is as good as none. */
    private <T> void peek(Variable<T> variable, Sourced found, Located located, Consumer<Finding> said) {
        try {
            T value = variable.type().parse(found.text().strip());
            variable.type().secrets(value).forEach(secrets);
            values.put(variable, value);
            origins.put(variable, new Origin(found.origin(), found.text().length(), located.ignored()));
        } catch (Rejected e) {
            // a stub
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            said.accept(Remark.broken(CONVERTER, e).asWarning().about(variable.name(), " (from " + found + ")"));
        }
    }

    private <T> void absent(Variable<T> variable, Demands<T> demands, Located located, Consumer<Finding> said) {
        T fallback = demands.fallback();
        if (fallback != null) {
            fallBack(variable, demands, fallback, said);
            return;
        }
        String what = located.empty() == null ? "missing" : "set but empty (in " + located.empty() + ")";
        Conditional<T> needed = demands.needed();
        String because = needed == null ? "" : " (asked for when " + needed.when() + ")";
        String fix = Fixes.set(variable);
        if (demands.need() == Need.RECOMMENDED) {
            said.accept(Finding.warning(variable.name(), what + ", and recommended" + because)
                    .code(Codes.RECOMMENDED)
                    .fix(fix));
        } else if (demands.need() == Need.REQUIRED && needed != null && letPass(needed)) {
            said.accept(Finding.warning(variable.name(), what + because + "; let pass by " + needed.hatch())
                    .code(Codes.GUARD_OFF)
                    .fix(fix));
        } else if (demands.need() == Need.REQUIRED) {
            boolean required = needed != null && !needed.when().isProfile();
            String code = required ? Codes.REQUIRED_IF : located.empty() == null ? Codes.MISSING : Codes.EMPTY;
            said.accept(
                    Finding.error(Failure.CONFIGURATION, variable.name(), what + because + undeclared.meant(variable))
                            .code(code)
                            .fix(fix));
        }
    }

    /** A default obeys the rules too: those that a condition adds are known only now. */
    private <T> void fallBack(Variable<T> variable, Demands<T> demands, T fallback, Consumer<Finding> said) {
        values.put(variable, fallback);
        origins.put(variable, Origin.DEFAULT);
        var reading = new Reading<>(
                variable, "", circumstances(), remark -> said.accept(remark.about(variable.name(), " (from default)")));
        reading.ask(demands.rules(), fallback);
        if (failed(variable)) {
            values.remove(variable);
        }
    }

    private <T> Remark forbidden(Demands<T> demands) {
        Conditional<T> needed = demands.needed();
        String because = needed == null ? "" : " when " + needed.when();
        if (needed != null && letPass(needed)) {
            return Remark.warning(new Rejected(
                    Codes.GUARD_OFF, "may not be set" + because + "; let pass by " + needed.hatch(), "unset it"));
        }
        boolean profiled = needed != null && needed.when().isProfile();
        return Remark.error(
                new Rejected(profiled ? Codes.PROFILE : Codes.FORBIDDEN_IF, "may not be set" + because, "unset it"));
    }

    private boolean letPass(Conditional<?> conditional) {
        Variable<Boolean> hatch = conditional.hatch();
        return hatch != null && usesHatch(hatch);
    }

    private boolean usesHatch(Variable<Boolean> hatch) {
        boolean open = Boolean.TRUE.equals(values.get(hatch));
        if (open) {
            hatchesUsed.add(hatch);
        }
        return open;
    }

    private void reportHatches() {
        var hatches = new LinkedHashSet<Variable<Boolean>>();
        variables
                .all()
                .forEach(variable -> variable.conditionals()
                        .forEach(conditional ->
                                Stream.ofNullable(conditional.hatch()).forEach(hatches::add)));
        hatches.stream()
                .filter(hatch -> Boolean.TRUE.equals(values.get(hatch)) && !hatchesUsed.contains(hatch))
                .forEach(hatch -> other(Finding.warning(hatch.name(), "is true, and nothing needs it")
                        .code(Codes.HATCH_UNUSED)
                        .fix("unset it, so that what it lets pass is refused again")));
    }

    private boolean holds(Condition condition) {
        return switch (condition.kind()) {
            case PROFILE -> condition.values().stream().anyMatch(profiles().names()::contains);
            case AND -> condition.parts().stream().allMatch(this::holds);
            case NOT -> !holds(condition.parts().get(0));
            case SET -> values.get(condition.variable()) != null;
            case MEETS -> meetsUnlessBroken(condition);
        };
    }

    private boolean meetsUnlessBroken(Condition condition) {
        try {
            return meets(condition);
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            if (broken.add(condition)) {
                other(Remark.broken("the condition '" + condition + "'", e)
                        .about(String.valueOf(condition.variable()), ""));
            }
            return false;
        }
    }

    @SuppressWarnings("unchecked") // Variable.meets lets only fitting rules in
    private boolean meets(Condition condition) {
        Object value = values.get(condition.variable());
        Rule<Object> rule = (Rule<Object>) condition.rule();
        if (value == null || rule == null) {
            return value != null && condition.values().contains(value);
        }
        return rule.violation(value).isEmpty();
    }

    /** Its variables, where each came from and how long it is. */
    private String where(Relation relation) {
        return relation.variables().stream()
                .map(variable -> variable + " "
                        + Optional.ofNullable(origins.get(variable))
                                .map(Origin::text)
                                .orElse("not set"))
                .collect(Collectors.joining("; ", " (", ")"));
    }

    private void relate() {
        var environment = new Environment(this);
        for (Relation relation : variables.relations()) {
            boolean asked = relation.variables().stream().noneMatch(this::failed)
                    && relation.condition()
                            .filter(condition -> !holds(condition))
                            .isEmpty();
            if (asked) {
                relate(relation, environment);
            }
        }
    }

    private void relate(Relation relation, Environment environment) {
        String subject = String.join(
                ", ", relation.variables().stream().map(Variable::name).toList());
        String where = where(relation);
        Optional<String> violation;
        try {
            violation = relation.violation(environment);
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            other(Remark.broken("the relation '" + relation + "'", e).about(subject, where));
            return;
        }
        violation.ifPresent(message -> {
            var rejected = new Rejected(relation.code(), message, relation.fix());
            other((relation.isWarning() ? Remark.warning(rejected) : Remark.error(rejected)).about(subject, where));
        });
    }
}
