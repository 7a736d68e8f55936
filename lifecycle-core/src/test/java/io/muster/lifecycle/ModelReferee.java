package io.muster.lifecycle;

import static io.muster.lifecycle.LifecycleState.DRAINING;
import static io.muster.lifecycle.LifecycleState.NEW;
import static io.muster.lifecycle.LifecycleState.RUNNING;
import static io.muster.lifecycle.LifecycleState.STARTING;
import static io.muster.lifecycle.LifecycleState.STOPPED;
import static io.muster.lifecycle.LifecycleState.STOPPING;
import static io.muster.lifecycle.ModelViolation.unless;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches what the engine commands and tells, and knows nothing of how it comes to that. */
final class ModelReferee implements LifecycleListener {
    private final Plan plan;
    private final Budgets budgets;
    private final ModelNode[] nodes;
    private LifecycleState state = NEW;
    private String reason = "";
    private long now;
    private long by;
    private long drainingAt;
    private long delayOverAt;
    private long lastWork;
    private boolean probersTold;
    private boolean gateClosed;
    private boolean inFlight;

    ModelReferee(Plan plan, Budgets budgets) {
        this.plan = plan;
        this.budgets = budgets;
        this.nodes = plan.nodes().stream().map(ModelNode::new).toArray(ModelNode[]::new);
    }

    ModelNode node(int index) {
        return nodes[index];
    }

    private ModelNode node(String name) {
        return nodes[plan.byName().get(name)];
    }

    /** Every command is seen in its order, tellings included. */
    void sees(Command command) {
        if (command instanceof Command.Run run) {
            runs(nodes[run.node()], run);
        } else if (command instanceof Command.Cancel cancel) {
            ModelNode node = nodes[cancel.node()];
            unless(node.starting(), ModelRule.ACCOUNTED, node.name, "is cancelled but is not starting");
        } else if (command instanceof Command.Abandon abandon) {
            nodes[abandon.node()].abandon();
        } else if (command instanceof Command.Publish publish) {
            ModelNode node = nodes[publish.node()];
            unless(node.made && !node.readable, ModelRule.READABLE, node.name, "is published without a value");
            node.readable = true;
        } else if (command instanceof Command.Retract retract) {
            nodes[retract.node()].readable = false;
        } else if (command instanceof Command.CloseGate) {
            unless(state == DRAINING && routedElsewhere() && quiet(), ModelRule.SERVES, "engine", "refuses work early");
            gateClosed = true;
        } else if (command instanceof Command.Tell tell) {
            tell.message().accept(this);
        }
    }

    private void runs(ModelNode node, Command.Run run) {
        unless(node.running == null, ModelRule.ACCOUNTED, node.name, "runs twice at once");
        unless(run.nanos() >= 0, ModelRule.IN_TIME, node.name, "is given no time: ", run);
        switch (run.step()) {
            case START, CHECK -> starts(node, run.step());
            case DRAIN -> {
                unless(state == DRAINING && node.made, ModelRule.STOP_ORDER, node.name, "drains while ", state);
                unless(routedElsewhere(), ModelRule.SERVES, node.name, "drains early");
                unless(!node.drained, ModelRule.STOPPED_ONCE, node.name, "drains twice");
                node.drained = true;
            }
            case STOP -> stops(node);
        }
        node.running = run;
    }

    private void starts(ModelNode node, Step step) {
        unless(state == STARTING, ModelRule.NEVER_BACK, node.name, "starts while ", state);
        unless(step == Step.CHECK || !node.made, ModelRule.STOPPED_ONCE, node.name, "starts although it has started");
        for (int target : node.plan.waitsFor()) {
            boolean needed = node.plan.needed().get(target);
            unless(
                    needed ? nodes[target].started : settled(nodes[target]),
                    ModelRule.START_ORDER,
                    node.name,
                    "starts before '",
                    nodes[target].name,
                    "'");
        }
        for (ModelNode other : nodes) {
            unless(
                    !other.plan.required() || other.plan.stage() >= node.plan.stage() || other.started,
                    ModelRule.START_ORDER,
                    node.name,
                    "starts before '",
                    other.name,
                    "' of an earlier phase");
        }
    }

    /** Ended one way or another, or never to be run since something that it needs was not there. */
    private boolean settled(ModelNode node) {
        return node.started
                || node.failed
                || node.plan.needed().stream().anyMatch(target -> settled(nodes[target]) && !nodes[target].started);
    }

    private void stops(ModelNode node) {
        unless(node.made && node.stoppable, ModelRule.STOPPED_ONCE, node.name, "stops but there is nothing to stop");
        unless(node.stops == 0, ModelRule.STOPPED_ONCE, node.name, "stops twice");
        node.stops++;
        if (node.late) {
            return;
        }
        unless(state == STOPPING, ModelRule.STOP_ORDER, node.name, "stops while ", state);
        for (ModelNode other : nodes) {
            boolean waits = other.plan.stage() > node.plan.stage() || plan.waits(other.plan.index(), node.name);
            unless(!waits || !other.inUse(), ModelRule.STOP_ORDER, node.name, "stops before '", other.name, "'");
        }
    }

    /** Between two events, at this time. */
    void rests(long time, Engine engine) {
        now = time;
        unless(engine.state() == state, ModelRule.PAIRED, "engine", "is ", engine.state(), " and told ", state);
        unless(state == NEW || state == RUNNING || now - by <= 0, ModelRule.IN_TIME, "engine", "is late in ", state);
        if (state.ended()) {
            for (ModelNode node : nodes) {
                node.rests(now - by == 0);
            }
        }
    }

    /** What is said once the start is over, and once everything is. */
    void reads(Engine engine) {
        if (state.ended() || state == RUNNING) {
            ModelReports.check(engine, nodes, state);
        }
    }

    /** Time alone must lead to the end. */
    void stuck() {
        unless(state == RUNNING || state.ended(), ModelRule.IN_TIME, "engine", "is stuck in ", state);
    }

    void at(long time) {
        now = time;
    }

    @Override
    public void stateChanged(LifecycleState from, LifecycleState to, String why) {
        unless(from == state && allowed(from, to), ModelRule.NEVER_BACK, from.name(), "-> ", to, " from ", state);
        unless(from == NEW || from == RUNNING || now - by <= 0, ModelRule.IN_TIME, "engine", "is late in ", from);
        if (from == DRAINING) {
            unless(gateClosed || routedElsewhere() || now - by >= 0, ModelRule.SERVES, "engine", "stops serving early");
            boolean mustEnd = now - delayOverAt >= budgets.inFlight().toNanos() || now - by >= 0;
            unless(gateClosed || mustEnd, ModelRule.SERVES, "engine", "stops while work may come");
            unless(!inFlight || mustEnd, ModelRule.SERVES, "engine", "cuts work that it took in");
        }
        unless(reason.isEmpty() || reason.equals(why), ModelRule.NEVER_BACK, reason, "became ", why);
        reason = why;
        state = to;
        if (to == RUNNING) {
            for (ModelNode node : nodes) {
                unless(
                        !node.plan.required() || node.started,
                        ModelRule.START_ORDER,
                        node.name,
                        "is missing at RUNNING");
            }
        }
        if (to == STARTING) {
            by = now + budgets.start().toNanos();
        } else if (to == DRAINING) {
            by = now + budgets.stop().toNanos();
            drainingAt = now;
            delayOverAt = now + budgets.drainDelay().toNanos();
            lastWork = now;
        } else if (from == STARTING && to == STOPPING) {
            by = now + budgets.rollback().toNanos();
        }
    }

    /** The engine has been told of work at this time. */
    void knowsOfWork(long time) {
        lastWork = Math.max(lastWork, time);
        if (routedElsewhere() && now - delayOverAt < 0) {
            delayOverAt = now;
        }
    }

    void inFlight(boolean any) {
        inFlight = any;
    }

    void probersTold() {
        probersTold = true;
    }

    /** Whether nobody sends anything any more, as far as can be known. */
    private boolean routedElsewhere() {
        return now - drainingAt >= budgets.drainDelay().toNanos() || (probersTold && quiet());
    }

    private boolean quiet() {
        return now - lastWork >= budgets.quietPeriod().toNanos();
    }

    private static boolean allowed(LifecycleState from, LifecycleState to) {
        return switch (from) {
            case NEW -> to == STARTING || to == STOPPED;
            case STARTING -> to == RUNNING || to == STOPPING;
            case RUNNING -> to == DRAINING;
            case DRAINING -> to == STOPPING;
            case STOPPING -> to.ended();
            case STOPPED, FAILED -> false;
        };
    }

    @Override
    public void componentStarting(String name) {
        ModelNode node = node(name);
        unless(!node.begun, ModelRule.PAIRED, name, "starts twice");
        node.begun = true;
    }

    @Override
    public void componentRetrying(String name, int failedAttempt, Finding failure, Duration delay) {
        unless(node(name).begun, ModelRule.PAIRED, name, "is retried before it begins");
    }

    @Override
    public void componentStarted(String name, Duration duration, Optional<HealthResult> result) {
        node(name).settle(Outcome.SUCCEEDED);
    }

    @Override
    public void componentFailed(String name, Duration duration, Outcome outcome, List<Finding> failures) {
        node(name).settle(outcome);
    }

    @Override
    public void componentStopping(String name) {
        ModelNode node = node(name);
        unless(!node.stopBegun, ModelRule.PAIRED, name, "stops twice");
        node.stopBegun = true;
    }

    @Override
    public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
        node(name).settleStop();
    }

    @Override
    public void componentAbandoned(String name, Duration duration, String stack) {
        node(name).settleStop();
    }

    /** What the rest of this run depends on. */
    void describe(StringBuilder into) {
        into.append(state);
        if (state == DRAINING) {
            // longer ago than anything depends on is all the same
            into.append(Math.min(now - drainingAt, budgets.drainDelay().toNanos()));
            into.append('/')
                    .append(Math.min(now - delayOverAt, budgets.inFlight().toNanos()));
            into.append('/')
                    .append(Math.min(now - lastWork, budgets.quietPeriod().toNanos()));
        }
        for (ModelNode node : nodes) {
            node.describe(into);
        }
    }

    Command.@Nullable Run running(int node) {
        return nodes[node].running;
    }
}
