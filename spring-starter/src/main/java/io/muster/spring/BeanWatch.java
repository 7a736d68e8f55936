package io.muster.spring;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.context.Lifecycle;

/** Knows which bean is being made, stopped or destroyed, and lets no more be made once the start is cancelled. */
final class BeanWatch implements InstantiationAwareBeanPostProcessor, DestructionAwareBeanPostProcessor {
    private volatile Supplier<String> latest = () -> "";
    private volatile boolean cancelled;

    /** From now on every bean that is to be made fails. */
    void cancel() {
        cancelled = true;
    }

    /** From now on these stop, one phase after the other. */
    void stopping(Map<String, Lifecycle> beans) {
        latest = () -> "the stop of " + running(beans);
    }

    /** What was begun last, as the subject of a sentence; asks beans whether they run. */
    String latest() {
        return latest.get();
    }

    private static String running(Map<String, Lifecycle> beans) {
        String names = beans.entrySet().stream()
                .filter(bean -> bean.getValue().isRunning())
                .map(bean -> "'" + bean.getKey() + "'")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "the application" : "the beans " + names;
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        if (cancelled) {
            throw new StartCancelledException("bean '" + beanName + "' is not made");
        }
        latest = () -> "the making of bean '" + beanName + "'";
        return null;
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        latest = () -> "the destruction of bean '" + beanName + "'";
    }
}
