package io.muster.spring;

import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.Handle;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.LifecycleManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans that are part of the service, in the order in which they are defined. */
final class ServiceBeans {
    private final ConfigurableListableBeanFactory beans;
    private final Map<String, Handle<?>> added = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();

    ServiceBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Adds all of them.
     *
     * @param open the attachment that accompanies the service already
     * @throws IllegalStateException if a component bean is not named like its component
     * @throws IllegalArgumentException if the manager has a component of the same name already
     */
    void addTo(LifecycleManager manager, @Nullable Attachment open) {
        requireNames();
        all(Attachment.class).values().stream()
                .filter(attachment -> attachment != open)
                .forEach(manager::attach);
        Map<String, Component<?>> components = new LinkedHashMap<>();
        all(Component.class).forEach(components::put);
        all(HealthCheck.class).forEach((name, check) -> components.put(name, Component.check(name, check)));
        beans.getBeanProvider(DependencyWait.class)
                .ifAvailable(wait ->
                        wait.components().forEach(dependency -> components.putIfAbsent(dependency.name(), dependency)));
        components.keySet().forEach(name -> add(name, components, manager));
    }

    /** After those that its bean depends on, so that beans and components come and go in one order. */
    private void add(String name, Map<String, Component<?>> components, LifecycleManager manager) {
        if (!begun.add(name)) {
            return;
        }
        Set<String> needed = new LinkedHashSet<>();
        needed(name, components.keySet(), new HashSet<>(Set.of(name)), needed);
        Component<?> component = Objects.requireNonNull(components.get(name));
        Handle<?>[] earlier = needed.stream()
                // what starts in a later phase is nothing to wait for, however the beans know of each other
                .filter(dependency -> Objects.requireNonNull(components.get(dependency))
                                .phase()
                                .compareTo(component.phase())
                        <= 0)
                .map(dependency -> {
                    add(dependency, components, manager);
                    return added.get(dependency);
                })
                .filter(Objects::nonNull)
                .toArray(Handle<?>[]::new);
        added.put(name, manager.add(component.after(earlier)));
    }

    /** The components that a bean depends on, be it through other beans. */
    private void needed(String bean, Set<String> components, Set<String> visited, Set<String> found) {
        for (String dependency : beans.getDependenciesForBean(bean)) {
            if (visited.add(dependency)) {
                if (components.contains(dependency)) {
                    found.add(dependency);
                } else {
                    needed(dependency, components, visited, found);
                }
            }
        }
    }

    /** One name each: what {@code dependsOn} says in one bean is looked for among the beans. */
    private void requireNames() {
        List<String> wrong = new ArrayList<>();
        all(Component.class).forEach((bean, component) -> {
            if (!bean.equals(component.name())) {
                wrong.add("bean '" + bean + "' is component '" + component.name() + "'; name both alike, as by @Bean(\""
                        + component.name() + "\")");
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), wrong));
        }
    }

    private <T> Map<String, T> all(Class<T> type) {
        return beans.getBeansOfType(type, false, true);
    }
}
