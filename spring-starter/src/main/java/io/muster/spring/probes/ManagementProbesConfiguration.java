package io.muster.spring.probes;

import jakarta.servlet.Servlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** Mounts the probes on the management port where {@code muster.probes.mount.management} says so. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnBean(Probes.class)
@ConditionalOnProperty("muster.probes.mount.management")
public final class ManagementProbesConfiguration {
    ManagementProbesConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(Servlet.class)
    static class OnServlets {
        @Bean
        @ConditionalOnMissingBean(name = "musterManagementProbes")
        ServletRegistrationBean<?> musterManagementProbes(Probes probes, MountProperties mount) {
            return ServletProbes.at(mount.requireManagement(), probes.handler(), "musterManagementProbes");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(WebHandler.class)
    static class OnWebFlux {
        @Bean
        @ConditionalOnMissingBean(name = "musterManagementProbes")
        HandlerMapping musterManagementProbes(
                Probes probes, MountProperties mount, ObjectProvider<ForwardedHeaderTransformer> transformer) {
            return ReactiveProbes.at(mount.requireManagement(), probes.handler(), transformer);
        }
    }
}
