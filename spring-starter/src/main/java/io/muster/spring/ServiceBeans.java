package io.muster.spring;

import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.LifecycleManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;

/** The beans that are part of the service, in the order in which they are defined. */
final class ServiceBeans {
    private final ListableBeanFactory beans;

    ServiceBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * Adds all of them.
     *
     * @throws IllegalStateException if a component bean is not named like its component
     * @throws IllegalArgumentException if the manager has a component of the same name already
     */
    void addTo(LifecycleManager manager) {
        requireNames();
        all(Attachment.class).values().forEach(manager::attach);
        for (Component<?> component : all(Component.class).values()) {
            manager.add(component);
        }
        all(HealthCheck.class).forEach((name, check) -> manager.add(Component.check(name, check)));
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
