package io.muster.spring.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.application.AvailabilityStateHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/** The health indicators in Boot's registries, by their paths: {@code db}, or {@code db/orders} in a composite. */
final class Indicators {
    private final ObjectProvider<HealthContributorRegistry> blocking;
    private final ObjectProvider<ReactiveHealthContributorRegistry> reactive;

    Indicators(
            ObjectProvider<HealthContributorRegistry> blocking,
            ObjectProvider<ReactiveHealthContributorRegistry> reactive) {
        this.blocking = blocking;
        this.reactive = reactive;
    }

    /** Puts {@code other} of each in its place, but for those that only repeat the state of this service. */
    void replaceEach(BiFunction<String, HealthIndicator, HealthIndicator> other) {
        blocking.ifAvailable(registry -> foreign(registry).forEach(entry -> {
            registry.unregisterContributor(entry.name());
            registry.registerContributor(entry.name(), replaced(entry.name(), entry.contributor(), other));
        }));
        reactive.ifAvailable(registry -> foreign(registry.asHealthContributors())
                .forEach(entry -> {
                    registry.unregisterContributor(entry.name());
                    registry.registerContributor(
                            entry.name(),
                            ReactiveHealthContributor.adapt(replaced(entry.name(), entry.contributor(), other)));
                }));
    }

    private static List<HealthContributors.Entry> foreign(HealthContributors registry) {
        return registry.stream()
                .filter(entry -> !(entry.contributor() instanceof AvailabilityStateHealthIndicator
                        || entry.contributor() instanceof SnapshotIndicator
                        || entry.contributor() instanceof CheckContributors))
                .toList();
    }

    private static HealthContributor replaced(
            String path, HealthContributor contributor, BiFunction<String, HealthIndicator, HealthIndicator> other) {
        if (contributor instanceof HealthIndicator indicator) {
            return other.apply(path, indicator);
        }
        Map<String, HealthContributor> parts = new LinkedHashMap<>();
        ((HealthContributors) contributor)
                .forEach(part -> parts.put(part.name(), replaced(path + "/" + part.name(), part.contributor(), other)));
        return CompositeHealthContributor.fromMap(parts);
    }
}
