package io.muster.spring;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.RetryPolicy;
import io.muster.spring.dependency.Dependencies;
import io.muster.spring.dependency.Dependency;
import io.muster.spring.dependency.DependencyProperties;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/** Waits until everything that the application depends on can be used: all at once, and before beans use it. */
final class DependencyWait implements InitializingBean {
    static final String NAME = "musterDependencyWait";

    private final ServiceSettings settings;
    private final DependencyProperties properties;
    private final ObjectProvider<EnvironmentSecrets> secrets;
    private final ObjectProvider<Dependencies> found;
    private List<Component<Void>> components = List.of();

    DependencyWait(
            ServiceSettings settings,
            DependencyProperties properties,
            ObjectProvider<EnvironmentSecrets> secrets,
            ObjectProvider<Dependencies> found) {
        this.settings = settings;
        this.properties = properties;
        this.secrets = secrets;
        this.found = found;
    }

    @Override
    public void afterPropertiesSet() {
        if (!properties.enabled() || (properties.skipInTests() && TestRun.underway())) {
            return;
        }
        components = found.orderedStream()
                .flatMap(dependencies -> dependencies.find().stream())
                .filter(dependency -> !properties.ignored().contains(dependency.name()))
                .map(this::component)
                .toList();
        if (!components.isEmpty() && !Rehearsal.of(settings.environment())) {
            await();
        }
    }

    private void await() {
        LifecycleManager manager =
                LifecycleManager.named(settings.service() + " dependencies").startBudget(settings.startBudget());
        secrets.ifAvailable(known -> known.hideFrom(manager));
        components.forEach(manager::add);
        new ServiceStart(manager).whole();
        manager.stop("all dependencies can be used");
    }

    /** The same again, to be asked ever after. */
    List<Component<Void>> components() {
        return components;
    }

    private Component<Void> component(Dependency dependency) {
        Duration budget = properties.retryBudget();
        Component<Void> component = Component.check(dependency.name(), dependency.check())
                .retry(budget.isZero() ? RetryPolicy.none() : RetryPolicy.within(budget));
        return properties.optional().contains(dependency.name()) ? component.optional() : component;
    }
}
