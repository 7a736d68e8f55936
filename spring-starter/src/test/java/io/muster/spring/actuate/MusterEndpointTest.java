package io.muster.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.spring.MusterAutoConfiguration;
import io.muster.spring.probes.Asked;
import io.muster.spring.probes.Probes;
import io.muster.spring.probes.ProbesAutoConfiguration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class MusterEndpointTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    MusterAutoConfiguration.class,
                    ProbesAutoConfiguration.class,
                    MusterEndpointAutoConfiguration.class))
            .withPropertyValues("muster.probes.port=-1", "muster.drain-delay=0");

    @Test
    void saysTheDiagnosticsWhereItIsExposed() {
        application
                .withPropertyValues("management.endpoints.web.exposure.include=muster")
                .withBean("catalog", HealthCheck.class, () -> context -> HealthResult.up())
                .run(context -> assertThat(context.getBean(MusterEndpoint.class).diagnostics())
                        .containsEntry("state", "RUNNING")
                        .containsKeys("service", "probes", "checks", "startup", "jvm", "events"));
    }

    @Test
    void consistsOfWhatEveryLibraryCanWrite() {
        application
                .withPropertyValues("management.endpoints.web.exposure.include=muster")
                .run(context -> {
                    Deque<Object> open = new ArrayDeque<>(
                            List.of(context.getBean(MusterEndpoint.class).diagnostics()));
                    while (!open.isEmpty()) {
                        Object value = open.remove();
                        if (value instanceof Map<?, ?> map) {
                            open.addAll(map.values());
                        } else if (value instanceof Collection<?> list) {
                            open.addAll(list);
                        } else {
                            assertThat(value).isInstanceOfAny(String.class, Number.class, Boolean.class);
                        }
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tools.jackson", "com.fasterxml.jackson.databind", "tools.jackson,com.fasterxml.jackson.databind"
            })
    void needsNoJackson(String absent) {
        application
                .withClassLoader(new FilteredClassLoader(absent.split(",")))
                .withPropertyValues("management.endpoints.web.exposure.include=*")
                .run(context -> assertThat(context.getBean(MusterEndpoint.class).diagnostics())
                        .containsKey("state"));
    }

    @Test
    void isHiddenByDefaultAndByBootsOwnSwitch() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MusterEndpoint.class));
        application
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=*", "management.endpoint.muster.access=NONE")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MusterEndpoint.class));
    }

    @Test
    void givesWayToOneOfTheApplication() {
        application
                .withPropertyValues("management.endpoints.web.exposure.include=*")
                .withBean("own", MusterEndpoint.class)
                .run(context ->
                        assertThat(context).hasSingleBean(MusterEndpoint.class).hasBean("own"));
    }

    @Test
    void isNotThereWithoutMuster() {
        application
                .withPropertyValues("management.endpoints.web.exposure.include=*", "muster.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Probes.class)
                        .doesNotHaveBean(MusterEndpoint.class));
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void answersOverHttp(WebApplicationType type) throws Exception {
        try (var context = new SpringApplicationBuilder(Shop.class)
                .web(type)
                .run(
                        "--server.port=0",
                        "--muster.probes.port=-1",
                        "--muster.drain-delay=0",
                        "--management.endpoints.web.exposure.include=health,muster,metrics")) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(Asked.at(port, "/actuator/muster").body()).contains("\"state\":\"RUNNING\"", "\"catalog\"");
            assertThat(Asked.at(port, "/actuator/metrics/muster.probe").body()).contains("readiness");
            assertThat(Asked.at(port, "/actuator/health/readiness").status()).isEqualTo(200);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        HealthCheck catalog() {
            return context -> HealthResult.up();
        }
    }
}
