package io.muster.spring;

import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.Handle;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.LifecycleManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans that are part of the service, in the order in which they are defined. */
final class ServiceBeans {
    private final ConfigurableListableBeanFactory beans;
    private final Map<String, Handle<?>> added = new LinkedHashMap<>();

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
        if (added.containsKey(name)) {
            return;
        }
        String[] needed = beans.containsBean(name) ? beans.getDependenciesForBean(name) : new String[0];
        Handle<?>[] earlier = Arrays.stream(needed)
                .filter(components::containsKey)
                .map(dependency -> {
                    add(dependency, components, manager);
                    return added.get(dependency);
                })
                .filter(Objects::nonNull)
                .toArray(Handle<?>[]::new);
        Component<?> component = Objects.requireNonNull(components.get(name));
        added.put(name, manager.add(component.after(earlier)));
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
