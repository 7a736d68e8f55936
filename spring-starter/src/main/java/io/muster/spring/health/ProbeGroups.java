package io.muster.spring.health;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/** Actuator's groups, with what our readiness and our liveness look at in the groups of these names. */
record ProbeGroups(HealthEndpointGroups groups, Predicate<String> indicators, Predicate<String> unlisted)
        implements HealthEndpointGroups, AdditionalPathsMapper {
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
            case "readiness" -> wider(group, name, this::drivesReadiness);
            case "liveness" -> wider(group, name, LIVENESS::equals);
            default -> group;
        };
    }

    /** A group of which properties say anything but its members has all there are, for Boot; and so mail, for liveness. */
    private WiderGroup wider(HealthEndpointGroup group, String name, Predicate<String> more) {
        Predicate<String> members = unlisted.test(name) ? (name + "State")::equals : group::isMember;
        return new WiderGroup(group, members.or(more));
    }

    /** Where Spring Security and Boot's own handlers look for the paths of groups. */
    @Override
    public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace webServerNamespace) {
        return groups instanceof AdditionalPathsMapper mapper
                ? mapper.getAdditionalPaths(endpointId, webServerNamespace)
                : null;
    }

    private boolean drivesReadiness(String member) {
        return member.equals(CHECKS)
                || member.startsWith(CHECKS + "/")
                || (!STATES.contains(member) && indicators.test(member));
    }
}
