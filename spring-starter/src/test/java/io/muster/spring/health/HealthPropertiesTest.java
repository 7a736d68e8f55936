package io.muster.spring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.CheckPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class HealthPropertiesTest {
    private static final String INDICATORS = "muster.health.indicators.";

    @Test
    void whatIsSetForOneStandsOverWhatIsSetForAll() {
        HealthProperties properties = bind(Map.of(
                INDICATORS + "policy.timeout", "5",
                INDICATORS + "policy.fall", "2",
                INDICATORS + "policies[db/orders].timeout", "500ms",
                INDICATORS + "policies.mail.interval", "5m",
                INDICATORS + "policies.mail.shared", "true"));

        CheckPolicy all = properties.indicators().policyOf("redis");
        assertThat(all.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(all.fall()).isEqualTo(2);
        assertThat(all.downInterval()).isEqualTo(all.interval()).isEqualTo(Duration.ofSeconds(10));
        CheckPolicy one = properties.indicators().policyOf("db/orders");
        assertThat(one.timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(one.fall()).isEqualTo(2);
        CheckPolicy mail = properties.indicators().policyOf("mail");
        assertThat(mail.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(mail.maxAge()).isEqualTo(Duration.ofMinutes(15).plus(mail.timeout()));
        assertThat(mail.isShared()).isTrue();
    }

    @Test
    void everyWordOfAPolicyCounts() {
        CheckPolicy policy = bind(Map.of(
                        INDICATORS + "policy.interval", "20s",
                        INDICATORS + "policy.down-interval", "1s",
                        INDICATORS + "policy.rise", "2",
                        INDICATORS + "policy.max-age", "2m"))
                .indicators()
                .policyOf("db");
        assertThat(policy.interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.downInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.rise()).isEqualTo(2);
        assertThat(policy.maxAge()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void theCommonDownIntervalIsKeptWhereOneHasAnotherTimeout() {
        HealthProperties properties =
                bind(Map.of(INDICATORS + "policy.down-interval", "1s", INDICATORS + "policies.db.timeout", "2s"));
        assertThat(properties.indicators().policyOf("db").downInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "policy.timeout, 0s, longer than zero",
        "policy.interval, -1s, longer than zero",
        "policy.down-interval, 0, longer than zero",
        "policy.max-age, -5s, longer than zero",
        "policy.fall, 0, 1 or more",
        "policies.db.rise, -1, 1 or more",
        "policies.db.timeout, soon, not a valid duration",
        "enabled, perhaps, Invalid boolean value"
    })
    void aWrongValueFailsTheStartByItsName(String name, String value, String reason, CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Shop.class)
                        .web(WebApplicationType.NONE)
                        .run("--muster.probes.port=-1", "--" + INDICATORS + name + "=" + value))
                .isInstanceOf(RuntimeException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START", value)
                .containsIgnoringCase(name)
                .containsIgnoringCase(reason);
    }

    private static HealthProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("muster.health", HealthProperties.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}
}
