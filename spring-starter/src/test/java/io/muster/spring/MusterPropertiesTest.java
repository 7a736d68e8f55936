package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class MusterPropertiesTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MusterAutoConfiguration.class))
            .withPropertyValues("muster.probes.port=0");

    @Test
    void aDurationWithoutUnitIsInSeconds() {
        application
                .withPropertyValues("muster.start-budget=90", "muster.stop-budget=20s", "muster.drain-delay=0")
                .run(context -> {
                    var properties = context.getBean(MusterProperties.class);
                    assertThat(properties.startBudget()).isEqualTo(Duration.ofSeconds(90));
                    assertThat(properties.stopBudget()).isEqualTo(Duration.ofSeconds(20));
                    assertThat(properties.drainDelay()).isZero();
                });
    }

    @Test
    void theGracePeriodOfTheEnvironmentMeansTheSameToBoot() {
        var environment = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("MUSTER_GRACE_PERIOD", "40"));
        application
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment))
                .run(context -> assertThat(
                                context.getBean(MusterProperties.class).gracePeriod())
                        .isEqualTo(Duration.ofSeconds(40)));
    }

    @Test
    void saysNothingOfWhatIsNotSet() {
        application.run(context -> {
            var properties = context.getBean(MusterProperties.class);
            assertThat(properties.enabled()).isTrue();
            assertThat(properties.startBudget()).isNull();
            assertThat(properties.gracePeriod()).isNull();
            assertThat(properties.stopBudget()).isNull();
            assertThat(properties.drainDelay()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "muster.start-budget, 0s, longer than zero",
        "muster.stop-budget, -5s, longer than zero",
        "muster.grace-period, 0, longer than zero",
        "muster.drain-delay, -1s, zero or longer",
        "muster.start-budget, soon, is not a valid duration",
        "muster.probes.port, 70000, '0 for any free port, or -1 for none'",
        "muster.probes.port, -2, '0 for any free port, or -1 for none'",
        "muster.probes.port, high, failed to convert",
    })
    void aWrongValueFailsTheStartByItsName(String name, String value, String reason, CapturedOutput output) {
        SpringApplication wrong = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .build();

        assertThatThrownBy(() -> wrong.run("--" + name + "=" + value)).isInstanceOf(RuntimeException.class);

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .containsIgnoringCase(name)
                .contains(value)
                .containsIgnoringCase(reason);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(MusterAutoConfiguration.class)
    static class Service {}
}
