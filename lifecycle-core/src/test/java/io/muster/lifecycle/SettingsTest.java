package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Budgets follow from the grace period, and those that do not fit are refused with the arithmetic. */
class SettingsTest {
    private final Settings settings = new Settings();

    private static Component<String> stopping(String name, int seconds) {
        return component(name, () -> name).stopTimeout(Duration.ofSeconds(seconds));
    }

    private static Plan plan(Component<?>... components) {
        return Planner.plan(List.of(components), List.of(), Duration.ofSeconds(1));
    }

    @Test
    void derivesEverythingFromTheGracePeriod() {
        Budgets budgets = settings.budgets(plan(), Map.of(Settings.GRACE_VARIABLE, "60s"));

        assertThat(budgets.stop()).isEqualTo(Duration.ofSeconds(58));
        assertThat(budgets.drainDelay()).isZero();
        assertThat(budgets.inFlight()).isEqualTo(Duration.ofSeconds(29));
        assertThat(budgets.rollback()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void drainsByDefaultOnlyInKubernetes() {
        Budgets budgets = settings.budgets(plan(), Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));

        assertThat(budgets.drainDelay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void isQuietAfterHalfOfTheDelayAndASecondAtMost() {
        settings.drainDelay = Duration.ofSeconds(1);
        assertThat(settings.budgets(plan(), Map.of()).quietPeriod()).isEqualTo(Duration.ofMillis(500));
        settings.drainDelay = Duration.ofSeconds(8);
        assertThat(settings.budgets(plan(), Map.of()).quietPeriod()).isEqualTo(Duration.ofSeconds(1));
        settings.drainDelay = Duration.ZERO;
        assertThat(settings.budgets(plan(), Map.of()).quietPeriod()).isZero();
        settings.quietPeriod = Duration.ofSeconds(3);
        assertThat(settings.budgets(plan(), Map.of()).quietPeriod()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void refusesAQuietPeriodThatTheInFlightLimitCutsShort() {
        settings.inFlightLimit = Duration.ofSeconds(2);
        settings.quietPeriod = Duration.ofSeconds(3);

        assertThatIllegalStateException()
                .isThrownBy(() -> settings.budgets(plan(), Map.of()))
                .withMessage("quiet period 3 s > in-flight limit 2 s");
    }

    @Test
    void theSettingBeatsTheVariable() {
        settings.gracePeriod = Duration.ofSeconds(10);

        assertThat(settings.budgets(plan(), Map.of(Settings.GRACE_VARIABLE, "60"))
                        .stop())
                .isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void refusesAGraceVariableThatIsNoNumber() {
        assertThatIllegalStateException()
                .isThrownBy(() -> settings.budgets(plan(), Map.of(Settings.GRACE_VARIABLE, "soon")))
                .withMessage("MUSTER_GRACE_PERIOD must be whole seconds from 1 to 999999, such as 30 or 30s: 'soon'");
    }

    @Test
    void refusesStopsThatCannotFitAndShowsTheSum() {
        settings.drainDelay = Duration.ofSeconds(10);
        settings.inFlightLimit = Duration.ofSeconds(5);
        var plan = plan(
                stopping("database", 8),
                stopping("cache", 1),
                stopping("http", 9).phase(Phase.SERVE));

        assertThatIllegalStateException()
                .isThrownBy(() -> settings.budgets(plan, Map.of()))
                .withMessage("drain delay 10 s + in-flight limit 5 s + stop timeouts 17 s (http 9 s > database 8 s)"
                        + " = 32 s > stop budget 28 s (grace period 30 s less 2 s)");
    }

    @Test
    void refusesTotalsBeyondAGracePeriodThatWasStated() {
        settings.stopBudget = Duration.ofSeconds(40);
        assertThat(settings.budgets(plan(), Map.of()).stop())
                .as("nobody said how long the platform waits")
                .isEqualTo(Duration.ofSeconds(40));

        assertThatIllegalStateException()
                .isThrownBy(() -> settings.budgets(plan(), Map.of(Settings.GRACE_VARIABLE, "30")))
                .withMessage("stop budget 40 s + exit of the JVM 2 s = 42 s > grace period 30 s");
        settings.stopBudget = Duration.ofSeconds(28);
        settings.gracePeriod = Duration.ofSeconds(30);
        settings.rollbackBudget = Duration.ofSeconds(29);
        assertThatIllegalStateException()
                .isThrownBy(() -> settings.budgets(plan(), Map.of()))
                .withMessage("rollback budget 29 s + exit of the JVM 2 s = 31 s > grace period 30 s");
    }

    @Test
    void refusesARetryBudgetBeyondTheStartBudgetIfItWasGiven() {
        settings.startBudget = Duration.ofSeconds(20);
        assertThat(settings.budgets(plan(component("cache", () -> "")), Map.of())
                        .start())
                .as("the default is cut short by the total")
                .isEqualTo(Duration.ofSeconds(20));
        var plan = plan(component("database", () -> "").retry(RetryPolicy.within(Duration.ofSeconds(45))));

        assertThatIllegalStateException()
                .isThrownBy(() -> settings.budgets(plan, Map.of()))
                .withMessage("component 'database': retry budget 45 s > start budget 20 s");
    }

    @Test
    void refusesAStartTimeoutBeyondTheStartBudget() {
        settings.startBudget = Duration.ofSeconds(60);
        var plan = plan(component("database", () -> "").startTimeout(Duration.ofSeconds(90)));

        assertThatIllegalStateException()
                .isThrownBy(() -> settings.budgets(plan, Map.of()))
                .withMessage("component 'database': start timeout 90 s > start budget 1 min");
    }
}
