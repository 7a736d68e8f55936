package io.muster.lifecycle;

import static io.muster.lifecycle.ModelViolation.unless;

import org.jspecify.annotations.Nullable;

/** What a {@link ModelReferee} has seen of one component. */
final class ModelNode {
    final Plan.Node plan;
    final String name;
    final boolean stoppable;

    Command.@Nullable Run running;
    /** A start that was abandoned and may still return. */
    Command.@Nullable Run abandoned;

    /** Its start action has returned, or it needs none. */
    boolean made;

    boolean late;
    boolean readable;
    boolean begun;
    boolean started;
    boolean failed;
    boolean drained;
    boolean stopBegun;
    boolean stopEnded;
    int stops;

    @Nullable
    Outcome told;

    ModelNode(Plan.Node plan) {
        this.plan = plan;
        this.name = plan.name();
        this.stoppable = plan.starts() && ModelGraph.stoppable(name);
    }

    boolean starting() {
        return running != null && (running.step() == Step.START || running.step() == Step.CHECK);
    }

    /** Whether its code may still call what it waits for. */
    boolean inUse() {
        return starting() || (made && stoppable && !late && !(stops > 0 && running == null));
    }

    /** Its code has returned or thrown. */
    Command.Run ends() {
        Command.Run run = running;
        if (run == null) {
            throw new IllegalStateException("'" + name + "' does not run");
        }
        running = null;
        return run;
    }

    /** An abandoned start returns after all. */
    Command.Run endsLate() {
        Command.Run run = abandoned;
        if (run == null) {
            throw new IllegalStateException("'" + name + "' was not abandoned");
        }
        abandoned = null;
        made = true;
        late = true;
        return run;
    }

    void abandon() {
        unless(running != null, ModelRule.ACCOUNTED, name, "is abandoned but does not run");
        if (running != null && running.step() == Step.START) {
            abandoned = running;
        }
        running = null;
    }

    void settle(Outcome outcome) {
        unless(begun && !started && !failed, ModelRule.PAIRED, name, "ends its start unasked: ", outcome);
        started = outcome == Outcome.SUCCEEDED;
        failed = !started;
        told = outcome;
    }

    void settleStop() {
        unless(stopBegun && !stopEnded, ModelRule.PAIRED, name, "ends its stop unasked");
        stopEnded = true;
    }

    /** Nothing may be left over once the service has ended; {@code inTheLastMoment} says that its time is up. */
    void rests(boolean inTheLastMoment) {
        unless(running == null, ModelRule.ACCOUNTED, name, "still runs: ", running);
        unless(!begun || started || failed, ModelRule.PAIRED, name, "began to start and never ended");
        unless(!stopBegun || stopEnded, ModelRule.PAIRED, name, "began to stop and never ended");
        unless(!readable, ModelRule.READABLE, name, "can still be read");
        unless(
                !made || !stoppable || stops == 1 || (inTheLastMoment && !late),
                ModelRule.STOPPED_ONCE,
                name,
                "started and was not stopped");
        unless(stopBegun == (stops == 1), ModelRule.PAIRED, name, "stops without a word, or the other way round");
    }

    void describe(StringBuilder into) {
        into.append('|')
                .append(running == null ? "-" : running.step().name() + running.attempt() + '/' + running.nanos());
        into.append(abandoned == null ? '.' : 'a');
        for (boolean flag :
                new boolean[] {made, late, readable, begun, started, failed, drained, stopBegun, stopEnded}) {
            into.append(flag ? '1' : '0');
        }
        into.append(stops);
    }
}
