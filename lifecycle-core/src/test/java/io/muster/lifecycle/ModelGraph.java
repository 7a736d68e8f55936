package io.muster.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A graph to explore: its components, and budgets whose parts end at moments of their own. */
record ModelGraph(List<Component<?>> components) {
    static final Budgets BUDGETS = new Budgets(
            Duration.ofSeconds(20),
            Duration.ofSeconds(12),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3));

    /** Values of these components have nothing to stop. */
    static final String INERT = "inert";

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
