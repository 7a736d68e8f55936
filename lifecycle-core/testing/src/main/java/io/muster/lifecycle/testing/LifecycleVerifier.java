package io.muster.lifecycle.testing;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lives a service's life once for each thing that can go wrong in it, and checks that it always ends as it should.
 *
 * <p>Each component's start, check, drain and stop throws once and hangs once, and a stop is asked for during each start
 * and check. Whatever happens, a start fails or degrades as the component is required or optional; what started is stopped
 * exactly once, after everything that waits for it; the service ends; and no thread stays that keeps the JVM alive. The
 * code of the components is real but for those that are replaced, time is virtual, and no attachment is opened.
 *
 * <pre>{@code
 * LifecycleVerifier.of(Orders::graph).replace("database", FakePool::new).verify();
 * }</pre>
 */
public final class LifecycleVerifier {
    private final Supplier<LifecycleManager> service;
    private final Map<String, Callable<?>> doubles = new LinkedHashMap<>();

    private LifecycleVerifier(Supplier<LifecycleManager> service) {
        this.service = service;
    }

    /** Verifies the graph that {@code service} makes: a new manager, not started, each time that it is asked. */
    public static LifecycleVerifier of(Supplier<LifecycleManager> service) {
        return new LifecycleVerifier(requireNonNull(service, "service"));
    }

    /** Puts a double in the place of a component, in every life; see {@link TestLifecycle#replace}. */
    public LifecycleVerifier replace(String component, Callable<?> start) {
        doubles.put(component, requireNonNull(start, "start"));
        return this;
    }

    /**
     * Lives all lives; only the first, in which nothing goes wrong, if that one is wrong already.
     *
     * @return how many there were
     * @throws AssertionError that names every life that went wrong, and how
     * @throws IllegalArgumentException if a component that is replaced is not there
     */
    public int verify() {
        var wrong = new ArrayList<String>();
        Map<ComponentView, Set<Step>> code = new LinkedHashMap<>();
        var stoppable = new TreeSet<String>();
        int lives = 1;
        try (TestLifecycle test = test()) {
            live(test, Scenario.nothing(), stoppable, wrong);
            for (ComponentView component : test.view().components()) {
                Set<Step> steps = steps(component.name(), test.log());
                code.put(component, steps);
                if (steps.contains(Step.STOP)) {
                    stoppable.add(component.name());
                }
            }
        }
        report(lives, wrong);
        for (var entry : code.entrySet()) {
            for (Scenario scenario : Scenario.of(entry.getKey(), entry.getValue())) {
                lives++;
                try (TestLifecycle test = test()) {
                    live(test, scenario, stoppable, wrong);
                }
            }
        }
        report(lives, wrong);
        return lives;
    }

    private static void report(int lives, List<String> wrong) {
        if (!wrong.isEmpty()) {
            String count = lives == 1 ? "the first life is wrong" : wrong.size() + " of " + lives + " lives are wrong";
            throw new AssertionError(count + ":\n" + String.join("\n", wrong));
        }
    }

    private TestLifecycle test() {
        TestLifecycle test = TestLifecycle.of(service.get()).withoutAttachments();
        doubles.forEach(test::replace);
        return test;
    }

    private static void live(TestLifecycle test, Scenario scenario, Set<String> stoppable, List<String> wrong) {
        var threads = new Threads();
        scenario.injection().accept(test);
        List<String> found = new ArrayList<>(new Life(test, scenario, stoppable).live());
        test.close();
        try {
            threads.leftBehind().forEach(name -> found.add("thread '" + name + "' goes on and keeps the JVM alive"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!found.isEmpty()) {
            wrong.add("  " + scenario.description() + ":\n    " + String.join("\n    ", found));
        }
    }

    private static Set<Step> steps(String component, List<Call> calls) {
        return calls.stream()
                .filter(call -> call.component().equals(component))
                .map(Call::step)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
