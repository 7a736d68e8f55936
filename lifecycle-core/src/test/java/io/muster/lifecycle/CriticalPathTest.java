package io.muster.lifecycle;

import static io.muster.lifecycle.EngineParts.part;
import static io.muster.lifecycle.EngineParts.to;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a start took as long as, and how much longer everything else could have taken. */
class CriticalPathTest {
    private static Duration slack(EngineRig rig, String name) {
        return rig.startup(name).slack();
    }

    @Test
    void nothingHasNoPath() {
        assertThat(EngineRig.started().startup().criticalPath()).isEmpty();
    }

    @Test
    void theSlowestBranchLimitsTheStart() {
        var rig = EngineRig.started(part("db"), part("redis"), part("orders").dependsOn("db", "redis"));

        rig.advance(Duration.ofSeconds(1)).succeed("redis");
        rig.advance(Duration.ofSeconds(3)).succeed("db");
        rig.advance(Duration.ofSeconds(2)).succeed("orders");

        assertThat(rig.startup().criticalPath()).containsExactly("db", "orders");
        assertThat(slack(rig, "redis")).isEqualTo(Duration.ofSeconds(3));
        assertThat(slack(rig, "db")).isZero();
        assertThat(slack(rig, "orders")).isZero();
    }

    @Test
    void aPhaseIsWaitedForAlthoughNothingNamesIt() {
        var rig = EngineRig.started(
                part("db"), part("chroma").optional(), part("http").phase(Phase.SERVE));

        rig.advance(Duration.ofSeconds(4)).succeed("db");
        rig.advance(Duration.ofSeconds(1)).succeed("chroma");
        rig.advance(Duration.ofSeconds(2)).succeed("http");

        assertThat(rig.startup().criticalPath()).containsExactly("db", "http");
        assertThat(slack(rig, "db")).isZero();
        assertThat(slack(rig, "chroma")).as("no phase waits for it").isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void slackIsSharedAlongABranch() {
        var rig = EngineRig.started(part("slow"), part("a"), part("b").dependsOn("a"));

        rig.advance(Duration.ofSeconds(1)).succeed("a");
        rig.advance(Duration.ofSeconds(2)).succeed("b");
        rig.advance(Duration.ofSeconds(7)).succeed("slow");

        assertThat(rig.startup().criticalPath()).containsExactly("slow");
        assertThat(slack(rig, "a")).isEqualTo(Duration.ofSeconds(7));
        assertThat(slack(rig, "b")).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatNeverRanLimitsNothing() {
        var rig = EngineRig.started(part("db"), part("orders").dependsOn("db"));

        rig.advance(Duration.ofSeconds(1)).fail("db", Failure.BUG);

        assertThat(rig.startup().criticalPath()).containsExactly("db");
        assertThat(slack(rig, "orders")).isZero();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    /** The slack of a component, found by trying: the longest delay that leaves the end where it was. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void slackIsTheLongestDelayThatDelaysNothing(long seed) {
        var random = new SplittableRandom(seed);
        int size = 2 + random.nextInt(10);
        int[] phases = random.ints(size, 0, 3).sorted().toArray();
        var components = new ArrayList<Component<?>>();
        var seconds = new HashMap<String, Integer>();
        for (int i = 0; i < size; i++) {
            Component<?> component =
                    part("c" + i).phase(Plan.phase(Plan.VALIDATE + phases[i])).startTimeout(Duration.ofDays(1));
            component = random.nextInt(3) == 0 ? component.optional() : component;
            for (int target = 0; target < i; target++) {
                component = random.nextInt(3) == 0 ? component.after(to("c" + target)) : component;
            }
            components.add(component);
            seconds.put(component.name(), random.nextInt(20));
        }
        StartupReport report = run(components, seconds);

        for (ComponentStart start : report.components()) {
            int slack = (int) start.slack().toSeconds();
            assertThat(end(components, seconds, start.name(), slack))
                    .as(start.name())
                    .isEqualTo(report.duration());
            assertThat(end(components, seconds, start.name(), slack + 1))
                    .as(start.name())
                    .isGreaterThan(report.duration());
        }
        assertThat(report.components())
                .filteredOn(start -> report.criticalPath().contains(start.name()))
                .isNotEmpty()
                .allMatch(start -> start.slack().isZero());
    }

    private static Duration end(
            List<Component<?>> components, Map<String, Integer> seconds, String delayed, int delay) {
        var changed = new HashMap<>(seconds);
        changed.merge(delayed, delay, Integer::sum);
        return run(components, changed).duration();
    }

    /** Lives through a start in which each component takes so many seconds. */
    private static StartupReport run(List<Component<?>> components, Map<String, Integer> seconds) {
        var budgets = new Budgets(
                Duration.ofDays(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
        var rig = EngineRig.started(budgets, components.toArray(Component<?>[]::new));
        var begun = new HashMap<String, Long>();
        for (long second = 0; rig.state() == LifecycleState.STARTING; ) {
            boolean ended = false;
            for (String run : rig.running()) {
                String name = run.substring("START ".length());
                if (begun.computeIfAbsent(name, key -> rig.elapsed().toSeconds()) + seconds.get(name) <= second) {
                    rig.succeed(name);
                    ended = true;
                }
            }
            if (!ended) {
                rig.advance(Duration.ofSeconds(1));
                second++;
            }
        }
        return rig.startup();
    }
}
