package io.muster.lifecycle;

import java.util.function.Consumer;

/** What the engine wants done. */
sealed interface Command {
    /** Run this step of the node's code on a thread of its own; it has {@code nanos} of time. */
    record Run(int node, Step step, int attempt, long nanos) implements Command {}

    /** Interrupt the node's running start: it is not wanted any more. */
    record Cancel(int node) implements Command {}

    /** Note the stack of the node's thread, interrupt it, and never wait for it again. */
    record Abandon(int node) implements Command {}

    /** The node's value may be read from now on. */
    record Publish(int node) implements Command {}

    /** The node's value may not be read any more; {@code why} completes "component 'x' ...". */
    record Retract(int node, String why) implements Command {}

    /** Refuse new work from now on. */
    record CloseGate() implements Command {}

    /** Answer with {@link Event.Quiet} as soon as nothing is in flight; {@code closed} says that the gate takes nothing in. */
    record AwaitQuiet(boolean closed) implements Command {}

    /** Tell the listeners. */
    record Tell(Consumer<LifecycleListener> message) implements Command {}
}
