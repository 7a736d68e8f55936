package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A graph to explore: its components, and budgets whose parts end at moments of their own. */
record ModelGraph(List<Component<?>> components, Budgets budgets) {
    static final Budgets BUDGETS = new Budgets(
            Duration.ofSeconds(20),
            Duration.ofSeconds(12),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ZERO);

    /** The same where work comes while the service drains, and must have stopped for a while. */
    static final Budgets BUSY = new Budgets(
            BUDGETS.start(),
            BUDGETS.stop(),
            BUDGETS.rollback(),
            BUDGETS.drainDelay(),
            BUDGETS.inFlight(),
            Duration.ofSeconds(1));

    /** Every total ends before its parts: no time for all starts, for cancelled ones to heed that, or for any stop. */
    static final Budgets HURRIED = new Budgets(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMillis(700),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ZERO);

    /** Values of these components have nothing to stop. */
    static final String INERT = "inert";

    ModelGraph(List<Component<?>> components) {
        this(components, BUDGETS);
    }

    Plan plan() {
        return Planner.plan(components, List.of(), Duration.ofSeconds(10));
    }

    static boolean stoppable(String name) {
        return !name.startsWith(INERT);
    }

    @Override
    public String toString() {
        return components.stream()
                .map(component -> component.name() + (component.required() ? "" : "?") + "@" + component.phase()
                        + component.edges().stream().map(Edge::target).toList())
                .collect(Collectors.joining(" "));
    }
}
