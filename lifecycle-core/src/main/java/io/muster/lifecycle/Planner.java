package io.muster.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Makes a {@link Plan} of components, or refuses: unknown names, cycles, edges against the phases. */
final class Planner {
    private final List<Component<?>> components;
    private final List<String> attachments;
    private final Map<String, Integer> byName = new HashMap<>();

    private Planner(List<Component<?>> components, List<String> attachments) {
        this.components = components;
        this.attachments = attachments;
        for (int i = 0; i < components.size(); i++) {
            byName.put(components.get(i).name(), attachments.size() + i);
        }
    }

    static Plan plan(List<Component<?>> components, List<String> attachments, Duration attachmentTimeout) {
        return new Planner(components, attachments).plan(attachmentTimeout);
    }

    private Plan plan(Duration attachmentTimeout) {
        int size = attachments.size() + components.size();
        var waitsFor = new ArrayList<Map<Integer, Boolean>>();
        var dependents = new ArrayList<List<Integer>>();
        for (int i = 0; i < size; i++) {
            waitsFor.add(new TreeMap<>());
            dependents.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            if (i >= attachments.size()) {
                addEdges(component(i), waitsFor.get(i));
            } else if (i > 0) {
                waitsFor.get(i).put(i - 1, true);
            }
            for (int target : waitsFor.get(i).keySet()) {
                dependents.get(target).add(i);
            }
        }
        var nodes = new ArrayList<Plan.Node>();
        for (int i = 0; i < size; i++) {
            int[] waits = ints(waitsFor.get(i).keySet());
            var needed = new BitSet();
            waitsFor.get(i).forEach((target, isNeeded) -> needed.set(target, isNeeded));
            int[] waiting = ints(dependents.get(i));
            nodes.add(
                    i < attachments.size()
                            ? attachment(i, waits, needed, waiting, attachmentTimeout)
                            : node(i, component(i), waits, needed, waiting));
        }
        int[] order = order(nodes);
        if (order.length < size) {
            throw new IllegalStateException("components wait for each other: " + Cycle.in(nodes, order));
        }
        for (int i = attachments.size(); i < size; i++) {
            refuseImpossibleEdges(nodes, nodes.get(i));
        }
        return new Plan(List.copyOf(nodes), order, Map.copyOf(byName));
    }

    private Component<?> component(int index) {
        return components.get(index - attachments.size());
    }

    private void addEdges(Component<?> component, Map<Integer, Boolean> into) {
        for (Edge edge : component.edges()) {
            Integer target = byName.get(edge.target());
            if (target == null) {
                String nearest = Nearest.to(edge.target(), byName.keySet())
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("");
                throw new IllegalStateException("component '" + component.name() + "' waits for '" + edge.target()
                        + "', which does not exist" + nearest);
            }
            into.merge(target, edge.needed(), Boolean::logicalOr);
        }
    }

    private static void refuseImpossibleEdges(List<Plan.Node> nodes, Plan.Node node) {
        for (int index : node.waitsFor()) {
            Plan.Node target = nodes.get(index);
            if (target.stage() > node.stage()) {
                throw new IllegalStateException("component '" + node.name() + "' (" + phase(node) + ") waits for '"
                        + target.name() + "' (" + phase(target) + "), which starts in a later phase; move one of them");
            }
            if (node.required() && !target.required() && node.needed().get(index)) {
                throw new IllegalStateException("component '" + node.name() + "' is required and depends on '"
                        + target.name() + "', which is optional; use .after(" + target.name()
                        + ") and find(), or make '"
                        + node.name() + "' optional too");
            }
        }
    }

    private static Phase phase(Plan.Node node) {
        return Plan.phase(node.stage());
    }

    private Plan.Node attachment(int index, int[] waitsFor, BitSet needed, int[] dependents, Duration timeout) {
        return new Plan.Node(
                index,
                attachments.get(index),
                Plan.ATTACHMENTS,
                true,
                waitsFor,
                needed,
                dependents,
                true,
                false,
                false,
                timeout,
                false,
                timeout,
                timeout,
                RetryPolicy.none(),
                false,
                null);
    }

    private static Plan.Node node(int index, Component<?> component, int[] waitsFor, BitSet needed, int[] dependents) {
        return new Plan.Node(
                index,
                component.name(),
                Plan.stage(component.phase()),
                component.required(),
                waitsFor,
                needed,
                dependents,
                component.start() != null,
                component.check() != null,
                component.drain() != null,
                component.startTimeout(),
                component.startTimeoutGiven(),
                component.checkPolicy().interval(),
                component.checkPolicy().timeout(),
                component.retry(),
                component.retryGiven(),
                component.stopTimeout());
    }

    /** Kahn's algorithm, lowest stage and then lowest index first; shorter than the graph if there is a cycle. */
    private static int[] order(List<Plan.Node> nodes) {
        int[] missing = nodes.stream().mapToInt(node -> node.waitsFor().length).toArray();
        var ready = new PriorityQueue<>(
                Comparator.<Plan.Node>comparingInt(Plan.Node::stage).thenComparingInt(Plan.Node::index));
        nodes.stream().filter(node -> missing[node.index()] == 0).forEach(ready::add);
        var order = new ArrayDeque<Integer>();
        while (!ready.isEmpty()) {
            Plan.Node node = ready.remove();
            order.add(node.index());
            for (int dependent : node.dependents()) {
                if (--missing[dependent] == 0) {
                    ready.add(nodes.get(dependent));
                }
            }
        }
        return ints(order);
    }

    private static int[] ints(Collection<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
