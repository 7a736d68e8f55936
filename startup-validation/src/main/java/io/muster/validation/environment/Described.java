package io.muster.validation.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says for people what a declaration asks of one variable. */
record Described(Variable<?> variable) {

    /** Such as {@code required} or {@code default 8080}. */
    String need() {
        return variable.defaultText().map(text -> "default " + text).orElse(need(variable.need()));
    }

    private static String need(Need need) {
        return switch (need) {
            case REQUIRED -> "required";
            case RECOMMENDED -> "recommended";
            case OPTIONAL -> "optional";
            case FORBIDDEN -> "may not be set";
        };
    }

    /** The rules of the value, and what holds under conditions. */
    List<String> rules() {
        var rules = new ArrayList<String>();
        variable.rules().forEach(rule -> rules.add(rule.toString()));
        variable.conditionals().forEach(conditional -> rules.add(conditional(conditional)));
        return rules;
    }

    private static String conditional(Conditional<?> conditional) {
        Variable<?> then = conditional.then();
        var parts = new ArrayList<String>();
        then.saidNeed().map(Described::need).ifPresent(parts::add);
        then.defaultText().map(text -> "default " + text).ifPresent(parts::add);
        then.rules().forEach(rule -> parts.add(rule.toString()));
        if (then.isUnchecked()) {
            parts.add("not checked");
        }
        Variable<Boolean> hatch = conditional.hatch();
        String unless = hatch == null ? "" : ", unless " + hatch + " is true";
        return "when " + conditional.when() + unless + ": " + String.join(", ", parts);
    }

    /** The other names under which it is read. */
    List<String> names() {
        var names = new ArrayList<String>();
        variable.aliases().forEach(name -> names.add("also read as " + name));
        variable.deprecatedNames().forEach(name -> names.add("formerly " + name));
        return names;
    }

    /** The command that makes a fitting value. */
    Optional<String> generate() {
        return variable.type() == Type.SECRET
                ? Optional.of(Fixes.generate(variable.name(), 64).split(",", 2)[0])
                : Optional.empty();
    }

    /** Whether its value is or holds a secret, so that no example of it may look like a value. */
    boolean holdsSecret() {
        return variable.type().isSecret()
                || variable.type() == Type.DATABASE_URL
                || variable.type() == Type.REDIS_URL
                || exampleHoldsSecret(variable);
    }

    private static <T> boolean exampleHoldsSecret(Variable<T> variable) {
        try {
            return !variable.type()
                    .secrets(variable.type().parse(variable.example()))
                    .isEmpty();
        } catch (Rejected | RuntimeException e) {
            return false;
        }
    }
}
