package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a graph must not be is refused before anything starts, in the user's words. */
class PlannerTest {
    private final LifecycleManager app = LifecycleManager.named("orders");

    private static Component<String> named(String name) {
        return component(name, () -> {
            throw new AssertionError(name + " must not start");
        });
    }

    @Test
    void refusesAName_thatIsTaken() {
        app.add(named("redis"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.add(named("redis")))
                .withMessage("component 'redis' is added twice; names are unique in 'orders'");
    }

    @Test
    void refusesAHandleOfAnotherManager() {
        var foreign = LifecycleManager.named("billing").add(named("database"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.add(named("http").dependsOn(foreign)))
                .withMessage("component 'http' waits for 'database' of another manager, 'billing'; "
                        + "add that component to 'orders' too");
    }

    @Test
    void refusesACycleAndShowsItAsAPath() {
        app.add(named("a").dependsOn("b"));
        app.add(named("b").dependsOn("c"));
        app.add(named("c").dependsOn("a"));
        app.add(named("outside").dependsOn("a"));

        assertThatIllegalStateException()
                .isThrownBy(app::start)
                .withMessage("components wait for each other: a -> b -> c -> a");
        assertThat(app.view().state()).isEqualTo(LifecycleState.NEW);
    }

    @Test
    void refusesItselfAsADependency() {
        app.add(named("a").dependsOn("a"));

        assertThatIllegalStateException().isThrownBy(app::start).withMessageEndingWith("a -> a");
    }

    @Test
    void refusesAnUnknownNameAndSuggestsTheNearest() {
        app.add(named("database"));
        app.add(named("orders").dependsOn("databse"));

        assertThatIllegalStateException()
                .isThrownBy(app::start)
                .withMessage("component 'orders' waits for 'databse', which does not exist; did you mean 'database'?");
    }

    @Test
    void suggestsNothingWhereNothingIsNear() {
        app.add(named("orders").dependsOn("zookeeper"));

        assertThatIllegalStateException().isThrownBy(app::start).withMessageEndingWith("which does not exist");
    }

    @Test
    void refusesToWaitForALaterPhase() {
        var http = app.add(named("http").phase(Phase.SERVE));
        app.add(named("database").after(http));

        assertThatIllegalStateException()
                .isThrownBy(app::start)
                .withMessage("component 'database' (CONNECT) waits for 'http' (SERVE), which starts in a later phase;"
                        + " move one of them");
    }

    @Test
    void refusesARequiredComponentThatDependsOnAnOptionalOne() {
        var chroma = app.add(named("chroma").optional());
        app.add(named("search").dependsOn(chroma));

        assertThatIllegalStateException()
                .isThrownBy(app::start)
                .withMessageStartingWith(
                        "component 'search' is required and depends on 'chroma', which is optional; use"
                                + " .after(chroma) and find()");
    }

    @Test
    void ordersByStageAndThenByAdding() {
        var late = named("late").phase(Phase.SERVE);
        var first = named("first").dependsOn("second");
        var second = named("second");

        Plan plan = Planner.plan(List.of(late, first, second), List.of("probes"), Duration.ofSeconds(1));

        assertThat(plan.order()).containsExactly(0, 3, 2, 1);
        assertThat(plan.waits(2, "second")).isTrue();
        assertThat(plan.waits(3, "first")).isFalse();
        assertThat(plan.waits(1, "first")).as("by way of the barrier").isTrue();
    }
}
