package io.muster.lifecycle;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Walks every interleaving of a graph's life, each state once, by living it again from the beginning. */
final class ModelExplorer {
    private final ModelGraph graph;
    private final Plan plan;
    private final Supplier<ModelFault> fault;
    private final Set<String> seen = new HashSet<>();
    private final ArrayDeque<ModelWorld.Choice> path = new ArrayDeque<>();
    private long steps;

    ModelExplorer(ModelGraph graph, Supplier<ModelFault> fault) {
        this.graph = graph;
        this.plan = graph.plan();
        this.fault = fault;
    }

    /** Explores all of them, prints how much that was, and returns how many states there were. */
    static long explore(Stream<ModelGraph> graphs) {
        long states = 0;
        long steps = 0;
        int count = 0;
        for (var each = graphs.iterator(); each.hasNext(); count++) {
            var explorer = new ModelExplorer(each.next(), ModelFault::none);
            explorer.explore();
            states += explorer.seen.size();
            steps += explorer.steps;
        }
        System.out.println("model check: " + count + " graphs, " + states + " states, " + steps + " steps");
        return states;
    }

    void explore() {
        try {
            visit(world());
        } catch (ModelViolation violation) {
            throw violation.at(graph, path);
        }
    }

    private ModelWorld world() {
        return new ModelWorld(plan, graph.budgets(), fault.get());
    }

    private void visit(ModelWorld world) {
        String key = world.key();
        if (!seen.add(key)) {
            return;
        }
        world.examine(key);
        List<ModelWorld.Choice> choices = world.choices();
        for (int i = 0; i < choices.size(); i++) {
            // the last one may use up the world that is here already
            ModelWorld next = i < choices.size() - 1 ? again() : world;
            path.addLast(choices.get(i));
            next.apply(choices.get(i));
            steps++;
            visit(next);
            path.removeLast();
        }
    }

    private ModelWorld again() {
        ModelWorld world = world();
        world.repeat(path);
        return world;
    }
}
