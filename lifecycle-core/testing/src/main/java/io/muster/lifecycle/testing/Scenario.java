package io.muster.lifecycle.testing;

import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.Outcome;
import io.muster.lifecycle.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One thing that goes wrong in a life of a service.
 *
 * @param description what goes wrong
 * @param injection makes it so
 * @param starts how the start may end
 * @param unclean the component whose stop does not succeed; empty when all do
 */
record Scenario(String description, Consumer<TestLifecycle> injection, Set<Outcome> starts, String unclean) {
    private static final Set<Outcome> GOOD = Set.of(Outcome.SUCCEEDED, Outcome.DEGRADED);

    static Scenario nothing() {
        return new Scenario("nothing goes wrong", test -> {}, GOOD, "");
    }

    /** Everything that can go wrong with the code that this component has. */
    static List<Scenario> of(ComponentView component, Set<Step> steps) {
        String name = component.name();
        var scenarios = new ArrayList<Scenario>();
        Set<Outcome> broken = component.required() ? Set.of(Outcome.FAILED) : Set.of(Outcome.DEGRADED);
        for (Step step : steps) {
            String of = "the " + step.name().toLowerCase(Locale.ROOT) + " of '" + name + "' ";
            var injected = new IllegalStateException("injected");
            boolean starting = step == Step.START || step == Step.CHECK;
            scenarios.add(new Scenario(
                    of + "throws",
                    test -> test.fail(name, step, injected),
                    starting ? broken : GOOD,
                    starting ? "" : name));
            scenarios.add(new Scenario(
                    of + "hangs", test -> test.hang(name, step), starting ? broken : GOOD, starting ? "" : name));
            if (starting) {
                scenarios.add(new Scenario(
                        "a stop is asked for during " + of.strip(),
                        test -> test.wrap(name, step, code -> {
                            test.service().requestStop("asked during the start");
                            return code.call();
                        }),
                        Set.of(Outcome.CANCELLED),
                        ""));
            }
        }
        return scenarios;
    }
}
