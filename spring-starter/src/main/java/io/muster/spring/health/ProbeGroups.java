package io.muster.spring.health;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/** Actuator's groups, with what our readiness and our liveness look at in the groups of these names. */
record ProbeGroups(HealthEndpointGroups groups, Predicate<String> indicators) implements HealthEndpointGroups {
    static final String CHECKS = "muster";
    static final String LIVENESS = "musterLiveness";
    private static final Set<String> STATES = Set.of("livenessState", "readinessState", LIVENESS);

    @Override
    public HealthEndpointGroup getPrimary() {
        return groups.getPrimary();
    }

    @Override
    public Set<String> getNames() {
        return groups.getNames();
    }

    @Override
    public @Nullable HealthEndpointGroup get(String name) {
        HealthEndpointGroup group = groups.get(name);
        if (group == null) {
            return null;
        }
        return switch (name) {
            case "readiness" -> new WiderGroup(group, this::drivesReadiness);
            case "liveness" -> new WiderGroup(group, LIVENESS::equals);
            default -> group;
        };
    }

    private boolean drivesReadiness(String member) {
        return member.equals(CHECKS)
                || member.startsWith(CHECKS + "/")
                || (!STATES.contains(member) && indicators.test(member));
    }
}
