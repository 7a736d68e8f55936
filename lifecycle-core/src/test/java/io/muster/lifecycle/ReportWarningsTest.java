package io.muster.lifecycle;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a start that went well says all the same: warnings of checks, and what the service is configured with. */
class ReportWarningsTest {
    private final LifecycleManager app = LifecycleManager.named("orders");

    @AfterEach
    void stop() {
        app.stop("seen");
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.code() + " " + finding.subject() + ": " + finding.message())
                .toList();
    }

    @Test
    void aCheckWarnsDuringTheStart() {
        app.add(check("redis", context -> {
            context.warn(Finding.warning("maxmemory", "may evict keys").code("RDS-1"));
            return HealthResult.up();
        }));

        StartupReport report = app.start();

        assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(texts(report.findings())).containsExactly("RDS-1 maxmemory: may evict keys");
    }

    @Test
    void aCheckThatIsDegradedIsAWarning() {
        app.add(check(
                "host",
                context -> HealthResult.degraded("2 CPUs, 4 are recommended").with("code", "HOST-101")));

        StartupReport report = app.start();

        assertThat(report.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(texts(report.components().get(0).findings()))
                .containsExactly("HOST-101 host: 2 CPUs, 4 are recommended");
        assertThat(report.errors()).isEmpty();
    }

    @Test
    void whatTheServiceIsConfiguredWithIsInTheReportWithoutSecrets() {
        app.add(component("environment", context -> {
            context.redactor().add(Secret.of("Planted-Word-77"));
            context.settings(List.of(new Setting("OLD", "environment", "", false)));
            context.settings(List.of(new Setting("URL", "file Planted-Word-77", "http://u:Planted-Word-77@h", false)));
            return "value";
        }));

        assertThat(app.start().settings()).containsExactly(new Setting("URL", "file ***", "http://u:***@h", false));
    }

    @Test
    void whatAFirstAnswerTellsHoldsNoSecretNotEvenInAName() {
        var told = new AtomicReference<HealthResult>();
        app.view().redactor().add(Secret.of("Planted-Word-77"));
        app.add(check(
                "redis",
                context ->
                        HealthResult.degraded("as Planted-Word-77").with("user Planted-Word-77", "Planted-Word-77")));
        app.listener(new LifecycleListener() {
            @Override
            public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
                result.ifPresent(told::set);
            }
        });

        app.start();
        app.stop("seen");

        assertThat(told.get().reason()).isEqualTo("as ***");
        assertThat(told.get().details()).containsExactly(Map.entry("user ***", "***"));
    }
}
