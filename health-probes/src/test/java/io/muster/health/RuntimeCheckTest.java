package io.muster.health;

import static io.muster.lifecycle.HealthStatus.DEGRADED;
import static io.muster.lifecycle.HealthStatus.DOWN;
import static io.muster.lifecycle.HealthStatus.UNKNOWN;
import static io.muster.lifecycle.HealthStatus.UP;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuntimeCheckTest {
    private static final HealthResult GONE = HealthResult.down(Failure.UNAVAILABLE, "gone");
    private static final RuntimeCheck TENANT = RuntimeCheck.named("tenant", BoardRig.CHECK);

    private final BoardRig rig = new BoardRig();

    @Test
    void itIsUnknownUntilItsFirstAnswerForWhichItIsAskedAtOnce() {
        rig.running("database", CheckPolicy.defaults(), true);
        rig.join(TENANT);
        assertThat(rig.look("tenant").status()).isEqualTo(UNKNOWN);
        assertThat(rig.look().readiness()).isEqualTo(Verdict.down("'tenant' is UNKNOWN"));
        answerAll(HealthResult.up());
        assertThat(rig.look().readiness()).isEqualTo(Verdict.UP);
        assertThat(rig.told).contains("check 'tenant' is UP; it was UNKNOWN");
    }

    @Test
    void anOptionalOneOnlyDegrades() {
        rig.running();
        rig.join(TENANT.optional());
        assertThat(rig.look().readiness().status()).isEqualTo(DEGRADED);
        answerAll(GONE);
        assertThat(rig.look().readiness().status()).isEqualTo(DEGRADED);
    }

    @Test
    void removedWhileDownItIsNotListedAndTheServiceIsReadyAgain() {
        rig.running();
        Registration tenant = rig.join(TENANT);
        answerAll(GONE);
        assertThat(rig.look().readiness().passed()).isFalse();
        tenant.close();
        tenant.close();
        assertThat(rig.look().readiness()).isEqualTo(Verdict.UP);
        assertThat(rig.look().check("tenant")).isEmpty();
        rig.pass(ofMinutes(1));
        assertThat(rig.begin()).isEmpty();
        assertThat(rig.told).endsWith("ready again");
    }

    @Test
    void theAnswerOfARunThatOutlivesItsCheckIsIgnored() {
        rig.running();
        Registration tenant = rig.join(TENANT);
        CheckTrack asked = rig.begin().get(0);
        tenant.close();
        rig.board.answer(asked, GONE);
        assertThat(rig.look().readiness()).isEqualTo(Verdict.UP);
    }

    @Test
    void aSuccessorIsNotAskedUntilTheRunOfItsPredecessorReturns() {
        rig.running();
        Registration first = rig.join(TENANT);
        CheckTrack hung = rig.begin().get(0);
        first.close();
        Registration second = rig.join(TENANT);
        rig.pass(ofSeconds(10));
        assertThat(rig.begin()).isEmpty();
        assertThat(rig.board.overdue()).hasSize(1);
        rig.board.miss(rig.board.overdue().get(0), "at Driver.read");
        assertThat(rig.look("tenant").status()).isEqualTo(DOWN);
        assertThat(rig.look("tenant").stack()).contains("at Driver.read");

        second.close();
        rig.join(TENANT);
        assertThat(rig.begin()).isEmpty();
        rig.board.answer(hung, GONE);
        assertThat(rig.look("tenant").status()).isEqualTo(UNKNOWN);
        answerAll(HealthResult.up());
        assertThat(rig.look("tenant").status()).isEqualTo(UP);
    }

    @Test
    void itIsASymptomWhileWhatItDependsOnIsDown() {
        rig.running("database", CheckPolicy.defaults(), true);
        rig.join(TENANT.dependsOn("database"));
        rig.pass(ofSeconds(10));
        answerAll(GONE);
        assertThat(rig.look("tenant").causes()).containsExactly("database");
        assertThat(rig.look().rootCause().text()).isEqualTo("1 root: database; 1 symptom");
    }

    @Test
    void beforeTheServiceRunsItIsListedAndNotAsked() {
        rig.view.state(LifecycleState.STARTING);
        rig.look();
        rig.join(TENANT);
        assertThat(rig.begin()).isEmpty();
        assertThat(rig.look("tenant").status()).isEqualTo(UNKNOWN);
        rig.running();
        assertThat(rig.begin()).hasSize(1);
    }

    @Test
    void whileTheServiceStopsNothingIsAskedAnyMore() {
        rig.running();
        rig.view.state(LifecycleState.STOPPING);
        rig.look();
        rig.join(TENANT);
        rig.pass(ofMinutes(1));
        assertThat(rig.begin()).isEmpty();
    }

    @Test
    void aNameThatIsTakenOrBlankIsRefused() {
        rig.view.with("orders", CheckPolicy.defaults(), true, Optional.empty(), Optional.empty());
        rig.running("database", CheckPolicy.defaults(), true);
        rig.join(TENANT);
        for (String taken : new String[] {"database", "orders", "tenant"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rig.join(RuntimeCheck.named(taken, BoardRig.CHECK)))
                    .withMessage("check '" + taken + "' exists already; remove it first");
        }
        for (String invisible : new String[] {" ", "", " tenant", "ten\nant"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> RuntimeCheck.named(invisible, BoardRig.CHECK));
        }
    }

    @Test
    void whatItDependsOnMustExistAndNotWaitForIt() {
        rig.running();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.join(TENANT.dependsOn("databse")))
                .withMessage("check 'tenant' depends on 'databse', which does not exist; register that first");
        assertThatIllegalArgumentException().isThrownBy(() -> rig.join(TENANT.dependsOn("tenant")));
        Registration tenant = rig.join(TENANT);
        rig.join(RuntimeCheck.named("page", BoardRig.CHECK).dependsOn("tenant"));
        tenant.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.join(TENANT.dependsOn("page")))
                .withMessageContaining("which waits for 'tenant'");
    }

    @Test
    void aComponentThatIsAddedLaterUnderItsNameTakesItsPlace() {
        rig.join(TENANT);
        rig.view.with("tenant", CheckPolicy.defaults(), false, BoardRig.CHECK);
        rig.running();
        assertThat(rig.look("tenant").required()).isFalse();
        assertThat(rig.look("tenant").status()).isEqualTo(UP);
    }

    private void answerAll(HealthResult result) {
        rig.begin().forEach(track -> rig.board.answer(track, result));
    }
}
