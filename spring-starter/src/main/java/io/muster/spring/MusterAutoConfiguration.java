package io.muster.spring;

import io.muster.health.Liveness;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleManager;
import io.muster.spring.dependency.Dependencies;
import io.muster.spring.dependency.DependencyProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Makes one service of the beans of type {@link io.muster.lifecycle.Component}, {@link io.muster.lifecycle.HealthCheck}
 * and {@link io.muster.lifecycle.Attachment}, and starts and stops it with the application context.
 *
 * <p>A component bean is named like its component; a health check is named by its bean and asked in phase CONNECT. The
 * components start before the web server accepts and before any scheduled task or message listener runs, and stop after
 * all of them. A context that has stopped cannot be started again.
 *
 * <p>The manager, the liveness and the probe server give way to those of the application; {@code muster.enabled=false}
 * switches all of it off.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "muster.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(type = "io.muster.spring.ServiceLifecycle")
@EnableConfigurationProperties({MusterProperties.class, DependencyProperties.class})
public final class MusterAutoConfiguration {
    MusterAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    LifecycleManager musterLifecycleManager(
            ObjectProvider<Launch> launch, MusterProperties properties, Environment environment) {
        Launch begun = launch.getIfAvailable();
        return begun == null ? new ServiceSettings(properties, environment).manager() : begun.manager();
    }

    @Bean
    @ConditionalOnMissingBean
    Liveness musterLiveness(ObjectProvider<Launch> launch) {
        Launch begun = launch.getIfAvailable();
        return begun == null ? new Liveness() : begun.liveness();
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(ProbePortCondition.class)
    ProbeServer musterProbeServer(
            ObjectProvider<Launch> launch, MusterProperties properties, LifecycleManager manager, Liveness liveness) {
        Launch begun = launch.getIfAvailable();
        ProbeServer open = begun == null ? null : begun.probesOf(manager, liveness);
        return open == null ? properties.probes().server().liveness(liveness) : open;
    }

    @Bean(DependencyWait.NAME)
    DependencyWait musterDependencyWait(
            MusterProperties properties,
            Environment environment,
            DependencyProperties dependencies,
            ObjectProvider<EnvironmentSecrets> secrets,
            ObjectProvider<Dependencies> found) {
        return new DependencyWait(new ServiceSettings(properties, environment), dependencies, secrets, found);
    }

    @Bean
    ServiceStart musterServiceStart(LifecycleManager manager) {
        return new ServiceStart(manager);
    }

    @Bean
    AvailabilityBridge musterAvailabilityBridge(
            ConfigurableApplicationContext context, Liveness liveness, ServiceStart start) {
        return new AvailabilityBridge(context, liveness, start::applicationStarted);
    }

    @Bean
    ApplicationDrain musterApplicationDrain(LifecycleManager manager, ConfigurableApplicationContext context) {
        return new ApplicationDrain(manager, context);
    }

    @Bean
    DrainLifecycle musterDrainLifecycle(LifecycleManager manager, ApplicationDrain drain) {
        return new DrainLifecycle(manager, drain);
    }

    @Bean
    ServiceLifecycle musterServiceLifecycle(
            LifecycleManager manager,
            ServiceStart start,
            ApplicationDrain drain,
            AvailabilityBridge availability,
            MusterProperties properties,
            ObjectProvider<Launch> launch,
            ConfigurableApplicationContext context) {
        manager.listener(drain);
        context.getBeanProvider(EnvironmentSecrets.class).ifAvailable(secrets -> secrets.hideFrom(manager));
        var settings = new ServiceSettings(properties, context.getEnvironment());
        Component<Void> application = ServiceGraph.application(start, drain, availability);
        if (context.containsBean("musterLifecycleManager")) {
            application = application.startTimeout(settings.startBudget());
        }
        var beans = context.getBeanFactory();
        var graph = new ServiceGraph(manager, beans, application, availability, launch.getIfAvailable());
        return new ServiceLifecycle(manager, graph, start, drain, new StopPhases(beans, settings));
    }

    @Bean
    RunnersCompletion musterRunnersCompletion(ConfigurableApplicationContext context, ServiceStart start) {
        return new RunnersCompletion(context, start);
    }

    @Bean
    RefreshCompletion musterRefreshCompletion(
            ConfigurableApplicationContext context, ServiceStart start, ObjectProvider<Launch> launch) {
        return new RefreshCompletion(context, start, launch.getIfAvailable() != null);
    }
}
