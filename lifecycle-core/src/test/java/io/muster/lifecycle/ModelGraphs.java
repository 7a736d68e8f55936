package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.to;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every graph of a few components: all shapes, with what can be said of a component mixed in. */
final class ModelGraphs {
    /** Any time that passes makes an answer stale, so that it is asked again before the service runs. */
    private static final CheckPolicy IMPATIENT = CheckPolicy.every(Duration.ofSeconds(1));

    private static final RetryPolicy ONCE_MORE =
            RetryPolicy.within(Duration.ofSeconds(3)).delays(Duration.ofSeconds(2), Duration.ofSeconds(2));

    /** What a component is like. */
    enum Kind {
        PLAIN,
        INERT,
        CHECKED,
        ASKED,
        DRAINING,
        RETRIED,
        CHECKED_RETRIED;

        /** The {@code index} sets the start timeouts apart, so that no two end at once. */
        Component<?> component(int index) {
            String name = (this == INERT ? ModelGraph.INERT : "c") + index;
            Component<?> made = switch (this) {
                case PLAIN, INERT -> EngineParts.part(name);
                case CHECKED -> EngineParts.checked(name).policy(IMPATIENT);
                case ASKED -> EngineParts.asked(name).policy(IMPATIENT);
                case DRAINING -> EngineParts.draining(name);
                case RETRIED -> EngineParts.part(name).retry(ONCE_MORE);
                case CHECKED_RETRIED ->
                    EngineParts.checked(name).policy(IMPATIENT).retry(ONCE_MORE);
            };
            return made.startTimeout(Duration.ofSeconds(6L + index));
        }
    }

    private ModelGraphs() {}

    /** Every shape of {@code size} plain components, with every choice of optional ones. */
    static Stream<ModelGraph> optionals(int size) {
        return bits(size * (size - 1) / 2)
                .flatMap(edges -> bits(size).map(optional -> graph(plain(size), edges, optional, 0)));
    }

    /** Every shape of {@code size} plain, required components. */
    static Stream<ModelGraph> shapes(int size) {
        return bits(size * (size - 1) / 2).map(edges -> graph(plain(size), edges, 0, 0));
    }

    /** Every shape and every later half of {@code size} components in a later phase; the first may be optional. */
    static Stream<ModelGraph> phases(int size) {
        return bits(size * (size - 1) / 2)
                .flatMap(edges -> bits(size - 1)
                        .filter(late -> late != 0)
                        .flatMap(late ->
                                Stream.of(0, 1).map(optional -> graph(plain(size), edges, optional, late << 1))))
                .filter(ModelGraphs::possible);
    }

    /** Every pair of kinds, apart and joined, required and optional. */
    static Stream<ModelGraph> pairs() {
        return Stream.of(Kind.values())
                .flatMap(first -> Stream.of(Kind.values()).map(second -> List.of(first, second)))
                .flatMap(kinds -> bits(1).flatMap(edges -> bits(2).map(optional -> graph(kinds, edges, optional, 0))));
    }

    /** Every pair of kinds, required, the second after the first. */
    static Stream<ModelGraph> couples() {
        return Stream.of(Kind.values())
                .flatMap(first -> Stream.of(Kind.values()).map(second -> graph(List.of(first, second), 1, 0, 0)));
    }

    /** Every pair of plain components, required or optional, where no budget is long enough. */
    static Stream<ModelGraph> hurried() {
        return optionals(2).map(graph -> new ModelGraph(graph.components(), ModelGraph.HURRIED));
    }

    /** Every kind by itself. */
    static Stream<ModelGraph> singles() {
        return Stream.of(Kind.values()).flatMap(kind -> bits(1).map(optional -> graph(List.of(kind), 0, optional, 0)));
    }

    /** None, one and two components with a drain, where work comes while the service drains. */
    static Stream<ModelGraph> busy() {
        return Stream.of(
                        List.<Kind>of(),
                        List.of(Kind.PLAIN),
                        List.of(Kind.DRAINING),
                        List.of(Kind.DRAINING, Kind.PLAIN))
                .map(kinds -> new ModelGraph(graph(kinds, 0, 0, 0).components(), ModelGraph.BUSY));
    }

    private static List<Kind> plain(int size) {
        return Stream.generate(() -> Kind.PLAIN).limit(size).toList();
    }

    private static Stream<Integer> bits(int count) {
        return Stream.iterate(0, set -> set + 1).limit(1L << count);
    }

    private static boolean possible(ModelGraph graph) {
        try {
            graph.plan();
            return true;
        } catch (IllegalStateException impossible) {
            return false;
        }
    }

    /** Bit sets say which earlier component each names, which are optional, and which are in a later phase. */
    private static ModelGraph graph(List<Kind> kinds, int edges, int optional, int late) {
        var components = new ArrayList<Component<?>>();
        int edge = 0;
        for (int i = 0; i < kinds.size(); i++) {
            Component<?> component = kinds.get(i).component(i);
            boolean required = (optional >> i & 1) == 0;
            component = required ? component : component.optional();
            component = (late >> i & 1) == 0 ? component : component.phase(Phase.SERVE);
            for (int target = 0; target < i; target++) {
                if ((edges >> edge++ & 1) == 1) {
                    String name = components.get(target).name();
                    boolean needs = !required || components.get(target).required();
                    component = needs ? component.dependsOn(name) : component.after(to(name));
                }
            }
            components.add(component);
        }
        return new ModelGraph(components);
    }
}
