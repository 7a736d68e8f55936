package io.muster.spring.dependency;

import io.muster.lifecycle.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Something that the application needs and that somebody else runs.
 *
 * @param name of its component, such as {@code database}
 * @param check whether it can be used: waited for before the application's beans use it, and asked ever after
 */
public record Dependency(String name, HealthCheck check) {

    /** One for each bean: named like its kind if it is the only one, else after the bean too. */
    static <T> List<Dependency> of(
            String kind, Map<String, ? extends T> beans, BiFunction<String, ? super T, ? extends HealthCheck> check) {
        boolean only = beans.size() == 1;
        return beans.entrySet().stream()
                .map(bean -> new Dependency(
                        only ? kind : kind + "-" + bean.getKey(), check.apply(bean.getKey(), bean.getValue())))
                .toList();
    }
}
