package io.muster.lifecycle;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the engine is told. */
sealed interface Event {
    /** Start now. */
    record Begin() implements Event {}

    /** Start now, and go on past failures with whatever does not need what failed. */
    record Rehearse() implements Event {}

    /** Somebody wants the service to stop. */
    record Stop(String reason) implements Event {}

    /** A start, drain or stop returned; {@code stoppable} says whether a started value has something to stop. */
    record Done(int node, Step step, int attempt, boolean stoppable) implements Event {}

    /** A check answered. */
    record Asked(int node, int attempt, HealthResult result) implements Event {}

    /** Code of a component threw. */
    record Broke(int node, Step step, int attempt, Fault fault) implements Event {}

    /** A starting component says how far it is. */
    record Progress(int node, int attempt, String message) implements Event {}

    /** A starting component found something to warn of. */
    record Warned(int node, Finding warning) implements Event {}

    /** A starting component says what it is configured with. */
    record Configured(int node, List<Setting> settings) implements Event {}

    /** A start that will return a value says what is wrong with it all the same. */
    record Flawed(int node, int attempt, Fault fault) implements Event {}

    /** A start or a check met what is missing for a reason that is reported already. */
    record Blocked(int node, Step step, int attempt, String why) implements Event {}

    /**
     * Nothing is in flight; {@code entered} counts the work ever taken in, so that two of these show a quiet time;
     * {@code closed} says that this was asked of a closed gate, so that nothing will be.
     */
    record Quiet(int entered, boolean closed) implements Event {}

    /** Every prober seen so far has been told that the service is not ready. */
    record ProbersTold() implements Event {}

    /** Somebody who moves the clock wants to know when everything that is due has been done, and what comes next. */
    record Settle(CompletableFuture<Long> settled) implements Event {}
}
