package io.muster.spring.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whole applications, on each of the two web stacks. */
@ExtendWith(OutputCaptureExtension.class)
class MountTest {
    /** Without what may have been measured between two questions. */
    private static String comparable(String body) {
        return body.replaceAll(",?\\s*\"response_time_ms\":\\s*[0-9.]+", "").replaceAll("[0-9.]+", "");
    }

    @ParameterizedTest
    @CsvSource({
        "SERVLET, application, /probes, local.server.port",
        "SERVLET, application, /, local.server.port",
        "SERVLET, management, /probes, local.management.port",
        "SERVLET, management, /, local.management.port",
        "REACTIVE, application, /a/b, local.server.port",
        "REACTIVE, application, /, local.server.port",
        "REACTIVE, management, /probes, local.management.port",
        "REACTIVE, management, /, local.management.port"
    })
    void answersThereAsOnItsOwnPort(WebApplicationType type, String where, String path, String port) throws Exception {
        try (var context = run(type, "--muster.probes.mount." + where + "=" + path, "--management.server.port=0")) {
            int mounted = port(context, port);
            int own = context.getBean(ProbeServer.class).port();
            String below = path.equals("/") ? "" : path;
            // every check has answered once, so both are asked about the same
            await().until(() -> !Asked.at(own, "/readyz?verbose").body().contains("unknown"));
            for (String probe : List.of(
                    "/livez",
                    "/readyz?verbose",
                    "/readyz/catalog",
                    "/readyz/nothing",
                    "/startupz",
                    "/health/readiness")) {
                var expected = Asked.at(own, probe);
                var asked = Asked.at(mounted, below + probe);
                assertThat(asked.status()).as(probe).isEqualTo(expected.status());
                if (!probe.endsWith("nothing")) {
                    assertThat(comparable(asked.body())).isEqualTo(comparable(expected.body()));
                    assertThat(asked.response().headers().firstValue("Cache-Control"))
                            .hasValue("no-store");
                    assertThat(asked.response()
                                    .headers()
                                    .firstValue("Content-Type")
                                    .map(text -> text.replace(" ", "")))
                            .isEqualTo(expected.response()
                                    .headers()
                                    .firstValue("Content-Type")
                                    .map(text -> text.replace(" ", "")));
                }
            }
            var head = Asked.at("HEAD", mounted, below + "/readyz");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(Asked.at("POST", mounted, below + "/readyz").status()).isEqualTo(405);
            if (where.equals("management")) {
                assertThat(Asked.at(port(context, "local.server.port"), below + "/readyz")
                                .status())
                        .isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void answersWithoutAPortOfItsOwn(WebApplicationType type) throws Exception {
        try (var context = run(type, "--muster.probes.port=-1", "--muster.probes.mount.application=/probes")) {
            int port = port(context, "local.server.port");
            assertThat(context.getBeansOfType(ProbeServer.class)).isEmpty();
            assertThat(Asked.at(port, "/probes/readyz/catalog").status()).isEqualTo(200);
            assertThat(Asked.at(port, "/probes/health/diagnostics").body()).contains("\"state\":\"RUNNING\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SERVLET, none, 203.0.113.9",
        "SERVLET, native, 127.0.0.1",
        "SERVLET, framework, 127.0.0.1",
        "REACTIVE, none, 203.0.113.9",
        "REACTIVE, native, 127.0.0.1",
        "REACTIVE, framework, 127.0.0.1"
    })
    void keepsDetailsFromCallersThatAProxySpeaksFor(WebApplicationType type, String strategy, String speaksFor)
            throws Exception {
        try (var context = run(
                type, "--muster.probes.mount.application=/probes", "--server.forward-headers-strategy=" + strategy)) {
            int port = port(context, "local.server.port");
            if (strategy.equals("none")) {
                assertThat(Asked.at(port, "/probes/health/diagnostics").status())
                        .isEqualTo(200);
            }
            var request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create("http://127.0.0.1:" + port + "/probes/health/diagnostics"))
                    .header("X-Forwarded-For", speaksFor)
                    .build();
            var answer = java.net.http.HttpClient.newHttpClient()
                    .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void isNotThereUnlessAskedFor(WebApplicationType type) throws Exception {
        try (var context = run(type)) {
            assertThat(Asked.at(port(context, "local.server.port"), "/readyz").status())
                    .isEqualTo(404);
            assertThat(Asked.at(port(context, "local.server.port"), "/probes/readyz")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void isNothingToAWorker() {
        try (var context = run(WebApplicationType.NONE, "--muster.probes.mount.application=/probes")) {
            assertThat(context.getBean(Probes.class)
                            .monitor()
                            .snapshot()
                            .readiness()
                            .passed())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"probes", "/probes/", "/pro bes", "/*", "//", "/probes/**"})
    void refusesWhatIsNoPath(String path, CapturedOutput output) {
        assertThatThrownBy(() -> run(WebApplicationType.NONE, "--muster.probes.mount.management=" + path))
                .isInstanceOf(RuntimeException.class);
        assertThat(output).contains("muster.probes.mount.management", path, "It must be / or a path such as /probes");
    }

    @Test
    void needsActuatorForAManagementPort() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        io.muster.spring.MusterAutoConfiguration.class, ProbesAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .withPropertyValues("muster.probes.port=0", "muster.probes.mount.management=/probes")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("add org.springframework.boot:spring-boot-starter-actuator"));
    }

    private static ConfigurableApplicationContext run(WebApplicationType type, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("--server.port=0", "--muster.drain-delay=0", "--spring.application.name=shop"));
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(each -> each.startsWith("--muster.probes.port"))) {
            all.add("--muster.probes.port=0");
        }
        return new SpringApplicationBuilder(Shop.class).web(type).run(all.toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext context, String name) {
        return context.getEnvironment().getRequiredProperty(name, Integer.class);
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
