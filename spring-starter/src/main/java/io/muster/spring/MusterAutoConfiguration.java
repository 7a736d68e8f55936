package io.muster.spring;

import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.LifecycleManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Makes one service of the beans of type {@link io.muster.lifecycle.Component}, {@link io.muster.lifecycle.HealthCheck}
 * and {@link io.muster.lifecycle.Attachment}, and starts and stops it with the application context.
 *
 * <p>A component bean is named like its component; a health check is named by its bean and asked in phase CONNECT. The
 * components start before the web server accepts and before any scheduled task or message listener runs, and stop after
 * all of them. A context that has stopped cannot be started again.
 *
 * <p>Every bean here gives way to one of the application's own; {@code muster.enabled=false} switches all of it off.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "muster.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MusterProperties.class)
public final class MusterAutoConfiguration {
    MusterAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    LifecycleManager musterLifecycleManager(MusterProperties properties, Environment environment) {
        String name = environment.getProperty("spring.application.name");
        LifecycleManager manager = LifecycleManager.named(StringUtils.hasText(name) ? name.strip() : "application");
        PropertyMapper map = PropertyMapper.get();
        map.from(properties::startBudget).to(manager::startBudget);
        map.from(properties::gracePeriod).to(manager::gracePeriod);
        map.from(properties::stopBudget).to(manager::stopBudget);
        map.from(properties::drainDelay).to(manager::drainDelay);
        return manager;
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(ProbePortCondition.class)
    ProbeServer musterProbeServer(MusterProperties properties) {
        return ProbeServer.on(properties.probes().port());
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
            LifecycleManager manager, ApplicationDrain drain, ConfigurableApplicationContext context) {
        return new ServiceLifecycle(manager, drain, context.getBeanFactory());
    }
}
