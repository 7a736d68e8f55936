package io.muster.spring;

import io.muster.lifecycle.FailureException;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource.StubPropertySource;

/** Begins the service of a {@code SpringApplication} before its context has any bean. */
final class LaunchInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
    LaunchInitializer() {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        boolean enabled = environment.getProperty("muster.enabled", Boolean.class, true);
        if (!enabled || Rehearsal.of(environment) || hasService(context)) {
            return;
        }
        var properties = Binder.get(environment).bindOrCreate("muster", MusterProperties.class);
        var launch = new Launch(context, new ServiceSettings(properties, environment));
        if (!(context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans)) {
            return;
        }
        beans.registerSingleton(Launch.NAME, launch);
        beans.registerDisposableBean(Launch.NAME, launch);
        context.getBeanFactory().addBeanPostProcessor(launch.watch());
        context.addApplicationListener(launch);
        if (ownsJvm(environment)) {
            launch.hook();
        }
        if (properties.probes().port() != MusterProperties.Probes.OFF) {
            open(launch, properties.probes(), context);
        }
    }

    private static void open(Launch launch, MusterProperties.Probes probes, ConfigurableApplicationContext context) {
        try {
            new OtherPorts(context).requireFree(probes);
            launch.open(probes.server());
        } catch (FailureException e) {
            launch.destroy();
            throw ServiceStartException.of(launch.manager().view().service(), e);
        } catch (Exception e) {
            launch.destroy();
            throw new IllegalStateException("the probe server did not open", e);
        }
    }

    /** The service is the parent's then, which this context is a part of. */
    private static boolean hasService(ConfigurableApplicationContext context) {
        var parent = context.getParent();
        return parent != null
                && parent.getBeanProvider(ServiceLifecycle.class).stream()
                        .findAny()
                        .isPresent();
    }

    /** Inside a servlet container, or where Boot may not hook into the JVM, its end is somebody else's. */
    private static boolean ownsJvm(ConfigurableEnvironment environment) {
        var container = environment.getPropertySources().get("servletContextInitParams");
        boolean deployed = container != null && !(container instanceof StubPropertySource);
        return !deployed && environment.getProperty("spring.main.register-shutdown-hook", Boolean.class, true);
    }

    /** After those that add properties. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 10;
    }
}
