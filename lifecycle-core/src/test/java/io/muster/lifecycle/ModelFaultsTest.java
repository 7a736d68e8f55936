package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the model check bites: with something wrong planted in what the engine commands, it is broken. */
class ModelFaultsTest {
    private static final ModelGraph CHAIN = new ModelGraph(List.of(
            EngineParts.part("c0").startTimeout(Duration.ofSeconds(6)).stopTimeout(Duration.ofSeconds(1)),
            EngineParts.part("c1").startTimeout(Duration.ofSeconds(7)).dependsOn("c0")));

    private static ModelRule broken(ModelFault fault) {
        return broken(() -> fault);
    }

    private static ModelRule broken(Supplier<ModelFault> fault) {
        ModelViolation violation = violation(CHAIN, fault);
        assertThat(violation).hasMessageContaining("in c0@CONNECT[] c1@CONNECT[c0] by [");
        return violation.rule;
    }

    private static ModelViolation violation(ModelGraph graph, Supplier<ModelFault> fault) {
        var explorer = new ModelExplorer(graph, fault);
        var violation = catchThrowableOfType(ModelViolation.class, explorer::explore);
        assertThat(violation).as("the planted fault is noticed").isNotNull();
        return violation;
    }

    /** Every command becomes what {@code change} makes of it. */
    private static ModelFault each(Function<Command, List<Command>> change) {
        return (commands, plan) -> commands.stream()
                .flatMap(command -> change.apply(command).stream())
                .toList();
    }

    private static ModelFault without(Predicate<Command> unwanted) {
        return each(command -> unwanted.test(command) ? List.of() : List.of(command));
    }

    private static ModelFault swapped(Step step) {
        return each(command -> command instanceof Command.Run run && run.step() == step
                ? List.of(new Command.Run(1 - run.node(), step, run.attempt(), run.nanos()))
                : List.of(command));
    }

    private static boolean tells(Command command, String line) {
        if (!(command instanceof Command.Tell tell)) {
            return false;
        }
        var events = new EngineEvents();
        tell.message().accept(events);
        return events.taken().get(0).startsWith(line);
    }

    @Test
    void withoutAFaultNothingIsBroken() {
        new ModelExplorer(CHAIN, ModelFault::none).explore();
    }

    @Test
    void aStartBeforeWhatItWaitsFor() {
        assertThat(broken(swapped(Step.START))).isEqualTo(ModelRule.START_ORDER);
    }

    @Test
    void aStopBeforeWhatWaitsForIt() {
        assertThat(broken(swapped(Step.STOP))).isEqualTo(ModelRule.STOP_ORDER);
    }

    @Test
    void aStopThatNeverBegins() {
        assertThat(broken(ForgottenStop::new)).isEqualTo(ModelRule.STOPPED_ONCE);
    }

    @Test
    void aStopOfWhatNeverStarted() {
        assertThat(broken(each(command -> tells(command, "failed c1 FAILED")
                        ? List.of(command, new Command.Run(1, Step.STOP, 1, 1))
                        : List.of(command))))
                .isEqualTo(ModelRule.STOPPED_ONCE);
    }

    @Test
    void aStopThatBeginsAgain() {
        assertThat(broken(each(command -> command instanceof Command.Retract retract
                        ? List.of(command, new Command.Run(retract.node(), Step.STOP, 1, 1))
                        : List.of(command))))
                .isEqualTo(ModelRule.STOPPED_ONCE);
    }

    @Test
    void aServiceThatIsReadyAgainAfterItBeganToDrain() {
        Command again = new Command.Tell(
                listener -> listener.stateChanged(LifecycleState.DRAINING, LifecycleState.RUNNING, "first"));

        assertThat(broken(each(command -> tells(command, "DRAINING") ? List.of(command, again) : List.of(command))))
                .isEqualTo(ModelRule.NEVER_BACK);
    }

    @Test
    void aServiceThatDoesNotServeUntilItsDelayIsOver() {
        Command early = new Command.Tell(
                listener -> listener.stateChanged(LifecycleState.DRAINING, LifecycleState.STOPPING, "first"));

        assertThat(broken(each(command -> tells(command, "DRAINING") ? List.of(command, early) : List.of(command))))
                .isEqualTo(ModelRule.SERVES);
    }

    @Test
    void aStepThatIsGivenLessThanNoTime() {
        assertThat(broken(each(command -> command instanceof Command.Run run
                        ? List.of(new Command.Run(run.node(), run.step(), run.attempt(), -1))
                        : List.of(command))))
                .isEqualTo(ModelRule.IN_TIME);
    }

    @ParameterizedTest
    @CsvSource({"60, 12, 6", "20, 60, 6", "20, 12, 60"})
    void aBudgetThatIsNotKept(int start, int stop, int rollback) {
        Budgets promised = ModelGraph.BUDGETS;
        var longer = new Budgets(
                Duration.ofSeconds(start),
                Duration.ofSeconds(stop),
                Duration.ofSeconds(rollback),
                promised.drainDelay(),
                stop > 12 ? Duration.ofSeconds(30) : promised.inFlight(),
                promised.quietPeriod());
        var slow = new ModelGraph(
                List.of(EngineParts.draining("c0").startTimeout(Duration.ofSeconds(40))), ModelGraph.BUDGETS);

        ModelViolation violation = violation(slow, () -> new ModelFault() {
            @Override
            public List<Command> in(List<Command> commands, Plan plan) {
                return commands;
            }

            @Override
            public Budgets budgets(Budgets given) {
                return longer;
            }
        });

        assertThat(violation.rule).isEqualTo(ModelRule.IN_TIME);
        assertThat(violation).hasMessageContaining("is late in ");
    }

    @Test
    void alarmsThatNeverRing() {
        ModelViolation violation = violation(CHAIN, () -> new ModelFault() {
            @Override
            public List<Command> in(List<Command> commands, Plan plan) {
                return commands;
            }

            @Override
            public void harm(Engine engine, long now) {
                long farAway = now + Duration.ofDays(1).toNanos();
                while (engine.timers().due(farAway, timer -> true) != null) {
                    // each is lost
                }
            }
        });

        assertThat(violation.rule).isEqualTo(ModelRule.IN_TIME);
        assertThat(violation).hasMessageContaining("is stuck in STARTING");
    }

    @Test
    void aGateThatIsOpenUntilTheStopsBegin() {
        var busy = new ModelGraph(List.of(EngineParts.part("c0")), ModelGraph.BUSY);

        ModelViolation violation = violation(busy, () -> without(command -> command instanceof Command.CloseGate));

        assertThat(violation.rule).isEqualTo(ModelRule.SERVES);
        assertThat(violation).hasMessageContaining("stops while work may come");
    }

    @Test
    void aGateThatClosesWhileWorkComes() {
        Command early = new Command.CloseGate();

        assertThat(broken(each(command -> tells(command, "DRAINING") ? List.of(command, early) : List.of(command))))
                .isEqualTo(ModelRule.SERVES);
    }

    @Test
    void anEventThatIsToldTwice() {
        assertThat(broken(each(command -> tells(command, "started") ? List.of(command, command) : List.of(command))))
                .isEqualTo(ModelRule.PAIRED);
    }

    @Test
    void anEventThatIsNeverTold() {
        assertThat(broken(without(command -> tells(command, "stopped")))).isEqualTo(ModelRule.PAIRED);
    }

    @Test
    void aHungRunThatIsNeverAbandoned() {
        assertThat(broken(without(command -> command instanceof Command.Abandon)))
                .isEqualTo(ModelRule.ACCOUNTED);
    }

    @Test
    void aValueThatCanBeReadAfterItsStop() {
        assertThat(broken(without(command -> command instanceof Command.Retract)))
                .isEqualTo(ModelRule.READABLE);
    }

    @Test
    void anOutcomeThatListenersHeardOtherwise() {
        Command lie = new Command.Tell(
                listener -> listener.componentFailed("c0", Duration.ZERO, Outcome.CANCELLED, List.of()));

        assertThat(broken(each(command -> tells(command, "failed c0 FAILED") ? List.of(lie) : List.of(command))))
                .isEqualTo(ModelRule.REPORTED);
    }

    /** Passes the first component over on the way down, and says nothing of it. */
    private static final class ForgottenStop implements ModelFault {
        private boolean forgotten;

        @Override
        public List<Command> in(List<Command> commands, Plan plan) {
            return commands.stream().filter(this::remembered).toList();
        }

        private boolean remembered(Command command) {
            forgotten |= command instanceof Command.Run run && run.step() == Step.STOP && run.node() == 0;
            boolean ofTheForgotten = (command instanceof Command.Run run && run.node() == 0)
                    || (command instanceof Command.Abandon abandon && abandon.node() == 0)
                    || tells(command, "stopping c0")
                    || tells(command, "abandoned c0");
            return !forgotten || !ofTheForgotten;
        }

        @Override
        public boolean spent() {
            return forgotten;
        }
    }
}
