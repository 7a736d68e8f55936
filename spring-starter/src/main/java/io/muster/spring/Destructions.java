package io.muster.spring;

import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.InitDestroyAnnotationBeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.util.ClassUtils;

/** Knows which beans the container ends by code of theirs, as it decides that itself, but keeps it to itself. */
final class Destructions {
    private final ConfigurableListableBeanFactory beans;

    Destructions(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Whether it ends this one: by its interface, an annotated method, a named one, or one that its name gives away. */
    boolean has(String name, Object bean) {
        return bean instanceof DisposableBean || annotated(bean) || byMethod(name, bean);
    }

    private boolean annotated(Object bean) {
        return beans instanceof AbstractBeanFactory factory
                && factory.getBeanPostProcessors().stream()
                        .anyMatch(each -> each instanceof InitDestroyAnnotationBeanPostProcessor annotations
                                && annotations.requiresDestruction(bean));
    }

    private boolean byMethod(String name, Object bean) {
        if (!beans.containsBeanDefinition(name)
                || !(beans.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition)) {
            return false;
        }
        @Nullable String method = definition.getDestroyMethodName();
        boolean closeable = bean instanceof AutoCloseable || bean instanceof ExecutorService;
        if (AbstractBeanDefinition.INFER_METHOD.equals(method)) {
            return closeable || Stream.of("close", "shutdown").anyMatch(each -> declares(bean, each));
        }
        return method == null ? closeable : !method.isEmpty();
    }

    private static boolean declares(Object bean, String method) {
        return ClassUtils.hasMethod(bean.getClass(), method);
    }
}
