package io.muster.validation.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one variable now: its declaration and what its conditions add that hold.
 *
 * @param need whether it must be set
 * @param needed the condition that says so; null when the declaration does
 * @param fallback the value when it is not set; null when there is none
 * @param unchecked whether nothing is asked of its value
 * @param rules the rules in force
 */
record Demands<T>(
        Need need,
        @Nullable Conditional<T> needed,
        @Nullable T fallback,
        boolean unchecked,
        List<Ruled<T>> rules) {

    /**
     * A rule in force.
     *
     * @param source the condition that adds it; null when the declaration has it
     */
    record Ruled<T>(Rule<? super T> rule, @Nullable Conditional<T> source) {}

    static <T> Demands<T> of(Variable<T> variable, Predicate<Condition> holds) {
        var rules = new ArrayList<Ruled<T>>();
        variable.rules().forEach(rule -> rules.add(new Ruled<>(rule, null)));
        Need need = variable.need();
        Conditional<T> needed = null;
        T fallback = variable.defaultValue();
        boolean unchecked = variable.isUnchecked();
        for (Conditional<T> conditional : variable.conditionals()) {
            if (!holds.test(conditional.when())) {
                continue;
            }
            Variable<T> then = conditional.then();
            then.rules().forEach(rule -> rules.add(new Ruled<>(rule, conditional)));
            Optional<Need> said = then.saidNeed();
            if (said.isPresent()) {
                need = said.get();
                needed = conditional;
            }
            fallback = then.defaultValue() == null ? fallback : then.defaultValue();
            unchecked |= then.isUnchecked();
        }
        return new Demands<>(need, needed, fallback, unchecked, List.copyOf(rules));
    }
}
