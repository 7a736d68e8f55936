package io.muster.validation.environment;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.NotRunException;
import io.muster.lifecycle.Phase;
import io.muster.lifecycle.Setting;
import io.muster.lifecycle.StartContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values of the declared variables, resolved and valid. Immutable.
 *
 * <p>Without sources of one's own, each variable {@code NAME} is looked up in the system properties, in the file that
 * {@code NAME_FILE} names, and in the environment; the first that has more than whitespace wins. No text of this class or
 * of its findings holds a value, secret or not.
 */
public final class Environment {
    private final Variables variables;
    private final Map<Variable<?>, Object> values;
    private final Map<Variable<?>, Origin> origins;
    private final Set<Variable<?>> declared = new HashSet<>();
    private final List<Finding> warnings;
    /** In a rehearsal, what is wrong and therefore has no value: the first code of each. */
    private final Map<Variable<?>, String> wrongs;

    private final Profiles profiles;

    /** As far as it is known; without the variables that are wrong. */
    Environment(Resolution resolution) {
        this.variables = resolution.variables();
        this.values = resolution.values();
        this.origins = resolution.origins();
        this.warnings = resolution.warnings();
        this.wrongs = resolution.wrongs();
        this.profiles = resolution.profiles();
        declared.addAll(variables.all());
    }

    /** The component {@code environment}: resolves in {@link Phase#VALIDATE}, and fails with everything that is wrong. */
    public static Component<Environment> component(Variables variables) {
        return component(variables, Sources.standard());
    }

    /** The same, looking in these sources alone, in this order. */
    public static Component<Environment> component(Variables variables, Source first, Source... others) {
        return component(variables, Sources.of(first, others));
    }

    /** The same, looking there. */
    public static Component<Environment> component(Variables variables, Sources sources) {
        Variables whole = variables.whole();
        return Component.<Environment>component("environment", context -> start(whole, sources, context))
                .phase(Phase.VALIDATE);
    }

    private static Environment start(Variables variables, Sources sources, StartContext context) {
        var resolution = Resolution.of(variables, sources, context.redactor()::add);
        resolution.warnings().forEach(context::warn);
        var environment = new Environment(resolution);
        context.settings(environment.settings());
        List<Finding> errors = resolution.errors();
        return !errors.isEmpty() && context.goesOnDespite(errors) ? environment : of(resolution);
    }

    /**
     * Resolves outside a manager.
     *
     * @throws FailureException with every error found, in the order of the declarations
     */
    public static Environment resolve(Variables variables) {
        return resolve(variables, Sources.standard());
    }

    /** The same, looking in these sources alone, in this order. */
    public static Environment resolve(Variables variables, Source first, Source... others) {
        return resolve(variables, Sources.of(first, others));
    }

    /** The same, looking there. */
    public static Environment resolve(Variables variables, Sources sources) {
        return of(Resolution.of(variables, sources, secret -> {}));
    }

    private static Environment of(Resolution resolution) {
        List<Finding> errors = resolution.errors();
        if (!errors.isEmpty()) {
            long wrong = errors.stream().map(Finding::subject).distinct().count();
            throw new FailureException(
                    (wrong == 1 ? "1 variable is" : wrong + " variables are") + " missing or wrong", errors);
        }
        return new Environment(resolution);
    }

    /**
     * The value.
     *
     * @throws IllegalArgumentException if {@code variable} is not the constant that was declared
     * @throws IllegalStateException if it may be missing and is
     * @throws NotRunException if it is wrong, and a rehearsal has gone on all the same
     */
    public <T> T get(Variable<T> variable) {
        return find(variable)
                .orElseThrow(() -> new IllegalStateException(
                        "'" + variable + "' may be missing and is; read it with find, or give it a default"));
    }

    /**
     * The value, or empty when it may be missing and is.
     *
     * @throws IllegalArgumentException if {@code variable} is not the constant that was declared
     */
    @SuppressWarnings("unchecked") // the value was put there for this very variable
    public <T> Optional<T> find(Variable<T> variable) {
        requireDeclared(variable);
        String wrong = wrongs.get(variable);
        if (wrong != null) {
            throw new NotRunException(wrong + " " + variable);
        }
        return Optional.ofNullable((T) values.get(variable));
    }

    /** Where the value came from; empty when there is none. */
    public Optional<Origin> origin(Variable<?> variable) {
        requireDeclared(variable);
        return Optional.ofNullable(origins.get(variable));
    }

    private void requireDeclared(Variable<?> variable) {
        if (!declared.contains(variable)) {
            throw new IllegalArgumentException(
                    "'" + variable + "' is not among the declared variables; add this constant to their list");
        }
    }

    boolean isSet(Variable<?> variable) {
        return values.containsKey(variable);
    }

    /** The profiles in force, joined by commas; {@code production} when nothing says otherwise. */
    public String profile() {
        return profiles.toString();
    }

    /**
     * What may be shown to whoever diagnoses the service: the profile, then each variable, where it came from, and its value
     * if that cannot hide a secret. The component puts them into the startup report and the diagnostics.
     */
    public List<Setting> settings() {
        var settings = new ArrayList<Setting>();
        settings.add(new Setting(Setting.PROFILE, profiles.source(), profiles.toString(), false));
        variables.all().forEach(variable -> settings.add(setting(variable)));
        return settings;
    }

    private <T> Setting setting(Variable<T> variable) {
        Origin origin = origins.getOrDefault(variable, Origin.NONE);
        String wrong = wrongs.get(variable);
        if (wrong != null) {
            return new Setting(variable.name(), origin.source(), wrong, false);
        }
        String shown = find(variable)
                .map(value -> Shown.of(variable.type(), value, origin))
                .orElse("");
        return new Setting(
                variable.name(), origin.source(), shown, variable.type().isSecret() && origin.said());
    }

    /** What is odd and not wrong, in the order of the declarations. */
    public List<Finding> warnings() {
        return warnings;
    }

    /** The names alone. */
    @Override
    public String toString() {
        return "Environment" + variables.all();
    }
}
