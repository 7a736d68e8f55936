package io.muster.validation.environment;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The profiles in which the service runs.
 *
 * @param names their names, folded; never empty
 * @param said whether somebody set them, and did not merely leave a default
 * @param source where they were set
 */
record Profiles(Set<String> names, boolean said, String source) {
    static final String PRODUCTION = "production";

    /** The names by which others know the variable. */
    static final List<String> VARIABLES = List.of(
            "ENVIRONMENT",
            "APP_ENV",
            "ENV",
            "SPRING_PROFILES_ACTIVE",
            "QUARKUS_PROFILE",
            "MICRONAUT_ENVIRONMENTS",
            "NODE_ENV");

    private static final Set<String> KNOWN = Set.of(PRODUCTION, "staging", "test", "development");
    private static final Set<String> LENIENT = Set.of("test", "development");

    /** What is taken when nobody says. */
    static final Profiles UNSAID = new Profiles(Set.of(PRODUCTION), false, Origin.DEFAULT.source());

    /** The profiles in {@code text}; one that nobody knows adds {@code production}. */
    static Profiles of(String text, boolean said, String source, Collection<String> alsoKnown) {
        var names = new TreeSet<String>();
        Arrays.stream(text.split(","))
                .map(Profiles::fold)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        var known = new HashSet<>(KNOWN);
        known.addAll(alsoKnown);
        if (names.isEmpty() || !known.containsAll(names)) {
            names.add(PRODUCTION);
        }
        return new Profiles(names, said, source);
    }

    /** The first of the well-known variables that is declared. */
    static Optional<Variable<?>> declared(List<Variable<?>> variables) {
        return variables.stream()
                .filter(variable -> VARIABLES.contains(variable.name()))
                .min(Comparator.comparingInt(variable -> VARIABLES.indexOf(variable.name())));
    }

    static String fold(String profile) {
        String name = profile.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "prod", "live" -> PRODUCTION;
            case "stage" -> "staging";
            case "testing" -> "test";
            case "dev", "local" -> "development";
            default -> name;
        };
    }

    boolean production() {
        return names.contains(PRODUCTION);
    }

    /** Whether weak secrets are only a warning: never by a default, or forgetting the profile would disable the guard. */
    boolean lenient() {
        return said && LENIENT.containsAll(names);
    }

    @Override
    public String toString() {
        return String.join(",", names);
    }
}
