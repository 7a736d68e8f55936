package io.muster.spring.probes;

import io.muster.health.Liveness;
import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.LifecycleManager;
import io.muster.spring.MusterAutoConfiguration;
import jakarta.servlet.Servlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** Makes the probes a bean, and mounts them on the application's own port where {@code muster.probes.mount} says so. */
@AutoConfiguration(after = MusterAutoConfiguration.class)
@ConditionalOnBean(LifecycleManager.class)
@EnableConfigurationProperties(MountProperties.class)
public final class ProbesAutoConfiguration {
    ProbesAutoConfiguration() {}

    /** Without a port of their own, somebody must still ask the checks. */
    @Bean
    @ConditionalOnMissingBean({ProbeServer.class, ProbeHandler.class})
    ProbeHandler musterProbeHandler(ObjectProvider<Liveness> liveness) {
        return ProbeHandler.create().liveness(liveness.getIfAvailable(Liveness::new));
    }

    @Bean
    @ConditionalOnMissingBean
    Probes musterProbes(ObjectProvider<ProbeServer> server, ObjectProvider<ProbeHandler> handler) {
        ProbeServer own = server.getIfAvailable();
        return new Probes(own == null ? handler.getObject() : own.handler());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("muster.probes.mount.management")
    @ConditionalOnMissingClass(MountProperties.MANAGEMENT)
    static class NoManagement {
        NoManagement(MountProperties mount) {
            throw mount.needsActuator();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(Servlet.class)
    @ConditionalOnProperty("muster.probes.mount.application")
    static class OnServlets {
        @Bean
        @ConditionalOnMissingBean(name = "musterApplicationProbes")
        ServletRegistrationBean<?> musterApplicationProbes(Probes probes, MountProperties mount) {
            return ServletProbes.at(mount.requireApplication(), probes.handler(), "musterApplicationProbes");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(WebHandler.class)
    @ConditionalOnProperty("muster.probes.mount.application")
    static class OnWebFlux {
        @Bean
        @ConditionalOnMissingBean(name = "musterApplicationProbes")
        HandlerMapping musterApplicationProbes(
                Probes probes, MountProperties mount, ObjectProvider<ForwardedHeaderTransformer> transformer) {
            return ReactiveProbes.at(mount.requireApplication(), probes.handler(), transformer);
        }
    }
}
