package io.muster.health;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.HealthCheck;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A check that joins a running service and may leave it again, such as that of one tenant. Immutable; each option returns
 * a changed copy.
 *
 * <p>What is known before the start belongs into the graph instead: {@code app.add(Component.check(name, check))}.
 */
public final class RuntimeCheck {
    private final String name;
    private final HealthCheck check;
    private final CheckPolicy policy;
    private final boolean required;
    private final Set<String> waitsFor;

    private RuntimeCheck(String name, HealthCheck check, CheckPolicy policy, boolean required, Set<String> waitsFor) {
        this.name = name;
        this.check = check;
        this.policy = policy;
        this.required = required;
        this.waitsFor = waitsFor;
    }

    /**
     * A required check with the default policy that waits for nothing.
     *
     * @throws IllegalArgumentException if the name is blank, or not a line of visible text
     */
    public static RuntimeCheck named(String name, HealthCheck check) {
        Require.name(name, "the name of a check");
        return new RuntimeCheck(name, requireNonNull(check, "check"), CheckPolicy.defaults(), true, Set.of());
    }

    /** A copy that is asked so often and so patiently; {@link CheckPolicy#shared} makes its outage only degrade. */
    public RuntimeCheck policy(CheckPolicy policy) {
        return new RuntimeCheck(name, check, requireNonNull(policy, "policy"), required, waitsFor);
    }

    /** A copy whose outage only degrades the service. */
    public RuntimeCheck optional() {
        return new RuntimeCheck(name, check, policy, false, waitsFor);
    }

    /** A copy that is a symptom, not a cause, while one of these components or checks is DOWN. */
    public RuntimeCheck dependsOn(String... names) {
        var all = new LinkedHashSet<>(waitsFor);
        all.addAll(List.of(names));
        return new RuntimeCheck(name, check, policy, required, all);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    HealthCheck check() {
        return check;
    }

    CheckPolicy policy() {
        return policy;
    }

    boolean required() {
        return required;
    }

    Set<String> waitsFor() {
        return waitsFor;
    }
}
