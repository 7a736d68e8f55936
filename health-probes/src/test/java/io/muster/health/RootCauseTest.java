package io.muster.health;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    private static final CheckPolicy POLICY = CheckPolicy.defaults();
    private static final HealthResult GONE = HealthResult.down(Failure.UNAVAILABLE, "gone");

    private final BoardRig rig = new BoardRig();

    @BeforeEach
    void noJitter() {
        rig.random = 0.5;
    }

    @Test
    void oneRootExplainsItsSymptomsThroughComponentsWithoutAnyCheck() {
        rig.view
                .with("database", POLICY, true, BoardRig.CHECK)
                .with("orders", POLICY, true, Optional.empty(), Optional.empty(), "database")
                .with("http", POLICY, true, BoardRig.CHECK, "orders")
                .with("jobs", POLICY, true, BoardRig.CHECK, "orders")
                .with("page", POLICY, true, BoardRig.CHECK, "http", "jobs")
                .with("redis", POLICY, true, BoardRig.CHECK);
        rig.running();
        answer(name -> name.equals("redis") ? HealthResult.up() : GONE);
        RootCause cause = rig.look().rootCause();
        assertThat(cause.text()).isEqualTo("1 root: database; 3 symptoms");
        assertThat(cause.symptoms()).containsExactly("http", "jobs", "page");
        assertThat(rig.look("page").causes()).containsExactly("database");
        assertThat(rig.told)
                .contains("not ready: 'database' is DOWN, 'http' is DOWN, 'jobs' is DOWN, 'page' is DOWN; "
                        + "1 root: database; 3 symptoms")
                .contains("check 'page' is DOWN (UNAVAILABLE): gone; because of database; it was UP");
    }

    @Test
    void withoutAnythingDownThereIsNoCause() {
        rig.running("database", POLICY, true);
        assertThat(rig.look().rootCause()).isEqualTo(RootCause.NONE);
        assertThat(RootCause.NONE.text()).isEmpty();
    }

    @Test
    void whenEveryRemoteCheckFailsAtOnceTheInstanceSuspectsItself() {
        remote("database", "redis", "openai");
        answer(name -> GONE);
        assertThat(rig.look().rootCause().suspectsItself()).isTrue();
        assertThat(rig.look().rootCause().text())
                .isEqualTo(
                        "3 roots: database, redis, openai; every remote check fails, so look first at this instance: "
                                + "its network, DNS and CPU");
    }

    @Test
    void oneThatAnswersEvenWithARefusalClearsTheInstance() {
        remote("database", "redis", "openai");
        answer(name -> name.equals("openai") ? HealthResult.down(Failure.CREDENTIALS, "key refused") : GONE);
        assertThat(rig.look().rootCause().suspectsItself()).isFalse();
        answer(name -> name.equals("openai") ? HealthResult.up() : GONE);
        assertThat(rig.look().rootCause().suspectsItself()).isFalse();
    }

    @Test
    void oneRemoteCheckAloneIsNoReasonToSuspect() {
        remote("database");
        answer(name -> GONE);
        assertThat(rig.look().rootCause().suspectsItself()).isFalse();
    }

    @Test
    void aSymptomHasItsRootAskedAtOnce() {
        rig.view.with("database", POLICY, true, BoardRig.CHECK).with("http", POLICY, true, BoardRig.CHECK, "database");
        rig.running();
        rig.pass(ofSeconds(4));
        rig.reports.report(rig.track("http"), GONE);
        assertThat(rig.begin()).extracting(CheckTrack::name).containsExactly("database");
    }

    @Test
    void aRootThatWasJustHeardOfIsNotAskedAgain() {
        rig.view.with("database", POLICY, true, BoardRig.CHECK).with("http", POLICY, true, BoardRig.CHECK, "database");
        rig.running();
        rig.pass(ofSeconds(4));
        rig.reports.report(rig.track("database"), HealthResult.up());
        rig.reports.report(rig.track("http"), GONE);
        assertThat(rig.begin()).isEmpty();
    }

    @Test
    void aGraphMayBeDeeperThanAStack() {
        rig.view.with("c0", POLICY, true, BoardRig.CHECK);
        for (int i = 1; i < 20_000; i++) {
            rig.view.with("c" + i, POLICY, true, Optional.empty(), Optional.empty(), "c" + (i - 1));
        }
        rig.view.with("top", POLICY, true, BoardRig.CHECK, "c19999");
        rig.running();
        answer(name -> GONE);
        assertThat(rig.look("top").causes()).containsExactly("c0");
    }

    @Test
    void manyRootsAreCountedRatherThanListed() {
        var names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
        assertThat(new RootCause(names, List.of(), false).text())
                .isEqualTo("12 roots: a, b, c, d, e, f, g, h, i, j and 2 more");
    }

    @Test
    void evenACycleInAForeignGraphEnds() {
        CheckSnapshot a = Snapshots.down("a");
        CheckSnapshot b = Snapshots.down("b");
        var waitsFor = Map.of("a", Set.of("b"), "b", Set.of("a"));
        assertThat(Causes.explain(List.of(a, b), waitsFor)).hasSize(2);
    }

    private void remote(String... names) {
        for (String name : names) {
            rig.view.with(name, POLICY, true, BoardRig.CHECK);
        }
        rig.running();
    }

    private void answer(Function<String, HealthResult> answers) {
        rig.pass(ofSeconds(11));
        rig.begin().forEach(track -> rig.board.answer(track, answers.apply(track.name())));
        rig.look();
    }
}
