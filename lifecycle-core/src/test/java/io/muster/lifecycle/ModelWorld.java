package io.muster.lifecycle;

import static io.muster.lifecycle.ModelViolation.unless;

import java.util.ArrayList;
import java.util.List;

/**
 * One life of an engine in which everything that may happen is chosen from outside: what code returns or throws and
 * when, requests to stop, and whether time passes first.
 */
final class ModelWorld {
    /** Something that may happen next. */
    record Choice(Kind kind, int node) {
        @Override
        public String toString() {
            return node < 0 ? kind.toString() : kind + "(" + node + ")";
        }
    }

    enum Kind {
        SUCCEED,
        FAIL,
        FAIL_FOR_NOW,
        RETURN_LATE,
        STOP,
        QUIET,
        WORK_ENTERS,
        WORK_LEAVES,
        PROBERS_TOLD,
        TIME
    }

    private final Plan plan;
    private final Engine engine;
    private final ModelReferee referee;
    private final ModelFault fault;
    private long now;
    private boolean asked;
    private final ModelGate gate = new ModelGate();
    private boolean probersTold;
    private boolean watched = true;

    ModelWorld(Plan plan, Budgets budgets, ModelFault fault) {
        this.plan = plan;
        this.engine = new Engine(plan, fault.budgets(budgets), () -> 0.5);
        this.referee = new ModelReferee(plan, budgets);
        this.fault = fault;
        handle(new Event.Begin());
    }

    /** What may happen now; empty once the service has ended. */
    List<Choice> choices() {
        var choices = new ArrayList<Choice>();
        if (engine.state().ended()) {
            return choices;
        }
        for (Plan.Node node : plan.nodes()) {
            Command.Run run = referee.running(node.index());
            if (run != null) {
                choices.add(new Choice(Kind.SUCCEED, node.index()));
                choices.add(new Choice(Kind.FAIL, node.index()));
                if (referee.node(node.index()).starting()
                        && !node.retry().budget().isZero()) {
                    choices.add(new Choice(Kind.FAIL_FOR_NOW, node.index()));
                }
            }
            if (referee.node(node.index()).abandoned != null) {
                choices.add(new Choice(Kind.RETURN_LATE, node.index()));
            }
        }
        if (!asked) {
            choices.add(new Choice(Kind.STOP, -1));
        }
        if (gate.hasSaidQuiet()) {
            choices.add(new Choice(Kind.QUIET, -1));
        }
        if (engine.state() == LifecycleState.DRAINING && !probersTold) {
            choices.add(new Choice(Kind.PROBERS_TOLD, -1));
        }
        boolean busy = !engine.budgets().quietPeriod().isZero();
        if (engine.state() == LifecycleState.DRAINING && busy && gate.mayEnter()) {
            choices.add(new Choice(Kind.WORK_ENTERS, -1));
        }
        if (gate.inFlight()) {
            choices.add(new Choice(Kind.WORK_LEAVES, -1));
        }
        if (engine.untilNext(now) == Long.MAX_VALUE) {
            referee.stuck();
        } else {
            choices.add(new Choice(Kind.TIME, -1));
        }
        return choices;
    }

    /** Lives through what has been watched before. */
    void repeat(Iterable<Choice> choices) {
        watched = false;
        choices.forEach(this::apply);
        watched = true;
    }

    void apply(Choice choice) {
        switch (choice.kind()) {
            case SUCCEED -> succeed(choice.node());
            case FAIL -> fail(choice.node(), Failure.BUG);
            case FAIL_FOR_NOW -> fail(choice.node(), Failure.UNAVAILABLE);
            case RETURN_LATE -> {
                ModelNode node = referee.node(choice.node());
                Command.Run run = node.endsLate();
                handle(new Event.Done(run.node(), run.step(), run.attempt(), node.stoppable));
            }
            case STOP -> {
                asked = true;
                handle(new Event.Stop("first"));
            }
            case QUIET -> {
                ModelGate.Quiet quiet = gate.quiet();
                referee.knowsOfWork(quiet.lastAt());
                handle(new Event.Quiet(quiet.entered(), quiet.closed()));
            }
            case WORK_ENTERS -> {
                gate.enter(now);
                referee.inFlight(true);
            }
            case WORK_LEAVES -> {
                gate.leave(now);
                referee.inFlight(false);
            }
            case PROBERS_TOLD -> {
                probersTold = true;
                referee.probersTold();
                handle(new Event.ProbersTold());
            }
            case TIME -> {
                now += engine.untilNext(now);
                obey(List.of());
            }
        }
    }

    private void succeed(int index) {
        ModelNode node = referee.node(index);
        Command.Run run = node.ends();
        if (run.step() == Step.CHECK) {
            node.made = true;
            handle(new Event.Asked(index, run.attempt(), HealthResult.up()));
        } else {
            node.made = true;
            handle(new Event.Done(index, run.step(), run.attempt(), run.step() == Step.START && node.stoppable));
        }
    }

    private void fail(int index, Failure failure) {
        ModelNode node = referee.node(index);
        Command.Run run = node.ends();
        handle(new Event.Broke(index, run.step(), run.attempt(), EngineRig.fault(node.name, failure)));
    }

    /** Holds in a state however it was reached: the reports agree, and asking again to stop changes nothing. */
    void examine(String before) {
        referee.reads(engine);
        if (asked) {
            handle(new Event.Stop("second"));
            unless(before.equals(key()), ModelRule.NEVER_BACK, "engine", "heeds a second request to stop");
        }
    }

    private void handle(Event event) {
        obey(engine.handle(event, now));
    }

    private void obey(List<Command> commands) {
        referee.at(now);
        see(commands);
        see(engine.tick(now));
        if (engine.state().compareTo(LifecycleState.DRAINING) > 0) {
            gate.obey(new Command.CloseGate());
        }
        fault.harm(engine, now);
        if (watched) {
            referee.rests(now, engine);
        }
    }

    private void see(List<Command> commands) {
        for (Command command : fault.in(commands, plan)) {
            if (command instanceof Command.Run run
                    && run.step() == Step.CHECK
                    && !plan.nodes().get(run.node()).starts()) {
                referee.node(run.node()).made = true;
            }
            referee.sees(command);
            gate.obey(command);
        }
    }

    /** Two worlds with the same key have the same future. */
    String key() {
        var key = new StringBuilder(160);
        referee.describe(key);
        key.append(asked).append(probersTold).append(fault.spent());
        gate.describe(now, engine.budgets().quietPeriod().toNanos(), key);
        ModelState.describe(engine, now, key);
        return key.toString();
    }
}
