package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.EngineParts.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs of 1 to 200 components, each from a seed that its name tells. */
class ModelRandomTest {
    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /** A graph whose edges go from later to earlier phases, in an order of adding that gives nothing away. */
    private static List<Component<?>> graph(SplittableRandom random, int size) {
        int[] phases = random.ints(size, 0, Phase.values().length).sorted().toArray();
        double density = random.nextDouble() * 4 / size;
        var components = new ArrayList<Component<?>>();
        for (int i = 0; i < size; i++) {
            boolean required = random.nextInt(4) > 0;
            Component<?> component = part("c" + i).phase(Plan.phase(Plan.VALIDATE + phases[i]));
            component = required ? component : component.optional();
            for (int target = 0; target < i; target++) {
                if (random.nextDouble() < density) {
                    Component<?> other = components.get(target);
                    boolean needs = (!required || other.required()) && random.nextBoolean();
                    component = needs ? component.dependsOn(other.name()) : component.after(to(other.name()));
                }
            }
            components.add(component);
        }
        List<Long> places = random.longs(size).boxed().toList();
        components.sort(Comparator.comparing(
                component -> places.get(Integer.parseInt(component.name().substring(1)))));
        return components;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatRunsIsAtEveryMomentWhatShouldRun(long seed) {
        var random = new SplittableRandom(seed);
        List<Component<?>> components = graph(random, 1 + random.nextInt(200));
        var oracle = new ModelOracle(components);
        var rig = EngineRig.started(components.toArray(Component<?>[]::new));

        while (rig.state() == LifecycleState.STARTING) {
            assertThat(running(rig, Step.START)).isEqualTo(oracle.starting());
            String name = any(random, oracle.starting());
            if (!isRequired(components, name) && random.nextBoolean()) {
                oracle.failed.add(name);
                rig.fail(name, Failure.BUG);
            } else {
                oracle.up.add(name);
                rig.succeed(name);
            }
        }
        assertThat(oracle.starting()).as("left behind at RUNNING").isEmpty();
        assertThat(rig.state()).isEqualTo(LifecycleState.RUNNING);

        rig.stop("done").quiet();
        while (rig.state() == LifecycleState.STOPPING) {
            assertThat(running(rig, Step.STOP)).isEqualTo(oracle.stopping());
            String name = any(random, oracle.stopping());
            oracle.stopped.add(name);
            rig.succeed(name);
        }
        assertThat(oracle.stopped).isEqualTo(oracle.up);
        assertThat(rig.shutdown().clean()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomLifeBreaksNoRule(long seed) {
        var random = new SplittableRandom(seed);
        var graph = new ModelGraph(graph(random, 4 + random.nextInt(36)));
        Plan plan = graph.plan();
        for (int life = 0; life < 5; life++) {
            var world = new ModelWorld(plan, graph.budgets(), ModelFault.none());
            var path = new ArrayList<ModelWorld.Choice>();
            try {
                live(world, random, path);
            } catch (ModelViolation violation) {
                throw violation.at(graph, path);
            }
        }
    }

    private static void live(ModelWorld world, SplittableRandom random, List<ModelWorld.Choice> path) {
        List<ModelWorld.Choice> choices = world.choices();
        while (!choices.isEmpty()) {
            ModelWorld.Choice choice = choices.get(random.nextInt(choices.size()));
            // what ends a life early is chosen rarely, or none would grow old
            boolean rare = choice.kind() != ModelWorld.Kind.SUCCEED && choice.kind() != ModelWorld.Kind.RETURN_LATE;
            if (!rare || choices.size() < 3 || random.nextInt(8) == 0) {
                path.add(choice);
                world.apply(choice);
                world.examine(world.key());
                choices = world.choices();
            }
        }
    }

    private static boolean isRequired(List<Component<?>> components, String name) {
        return components.stream().anyMatch(component -> component.name().equals(name) && component.required());
    }

    private static String any(SplittableRandom random, Set<String> names) {
        return List.copyOf(names).get(random.nextInt(names.size()));
    }

    private static Set<String> running(EngineRig rig, Step step) {
        String prefix = step + " ";
        return rig.running().stream()
                .filter(run -> run.startsWith(prefix))
                .map(run -> run.substring(prefix.length()))
                .collect(Collectors.toSet());
    }
}
