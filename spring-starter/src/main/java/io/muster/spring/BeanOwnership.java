package io.muster.spring;

import io.muster.lifecycle.Interceptor;
import io.muster.lifecycle.Step;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Leaves a component whose value is a bean to the container, which made it and will destroy it: nothing stops twice. */
final class BeanOwnership implements Interceptor {
    private static final Logger log = LoggerFactory.getLogger(BeanOwnership.class);

    private final ConfigurableListableBeanFactory beans;
    private final Destructions destructions;
    private final Set<String> containers = ConcurrentHashMap.newKeySet();

    BeanOwnership(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
        this.destructions = new Destructions(beans);
    }

    @Override
    public @Nullable Object intercept(String component, Step step, Callable<@Nullable Object> code) throws Exception {
        if (step == Step.STOP && containers.contains(component)) {
            log.debug("component '{}' is a bean, which the container destroys", component);
            return null;
        }
        Object value = code.call();
        if (step == Step.START && destroyedByContainer(value)) {
            containers.add(component);
        }
        return value;
    }

    private boolean destroyedByContainer(@Nullable Object value) {
        return value != null
                && Arrays.stream(beans.getSingletonNames())
                        .filter(name -> beans.getSingleton(name) == value)
                        .anyMatch(name -> destructions.has(name, value));
    }
}
