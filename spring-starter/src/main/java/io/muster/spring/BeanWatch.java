package io.muster.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;

/** Knows which bean is being made or destroyed, and lets no more be made once the start is cancelled. */
final class BeanWatch implements InstantiationAwareBeanPostProcessor, DestructionAwareBeanPostProcessor {
    private volatile String latest = "";
    private volatile boolean cancelled;

    /** From now on every bean that is to be made fails. */
    void cancel() {
        cancelled = true;
    }

    /** What was begun last, as the subject of a sentence; empty before the first. */
    String latest() {
        return latest;
    }

    @Override
    public @Nullable Object postProcessBeforeInstantiation(Class<?> beanClass, String beanName) {
        if (cancelled) {
            throw new StartCancelledException("bean '" + beanName + "' is not made");
        }
        latest = "the making of bean '" + beanName + "'";
        return null;
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        latest = "the destruction of bean '" + beanName + "'";
    }
}
