package io.muster.validation.environment;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the name that was probably meant. Names only: it never sees a value. */
final class NearName {
    private static final Map<String, String> SYNONYMS = Map.of(
            "DB",
            "DATABASE",
            "PG",
            "DATABASE",
            "URI",
            "URL",
            "PASS",
            "PASSWORD",
            "PWD",
            "PASSWORD",
            "USERNAME",
            "USER");
    private static final List<String> PREFIXES = List.of("VITE_", "NEXT_PUBLIC_", "APP_");

    /** Prefixes of what build tools put into the code that browsers load. */
    private static final List<String> PUBLIC =
            List.of("NEXT_PUBLIC_", "VITE_", "REACT_APP_", "EXPO_PUBLIC_", "NUXT_PUBLIC_", "GATSBY_", "PUBLIC_");

    private static final int LONGEST = 64;

    private NearName() {}

    /** Whether the name says that its value is published. */
    static boolean isPublic(String name) {
        return PUBLIC.stream().anyMatch(name::startsWith);
    }

    /** Which of the values that are known was probably meant, as the end of a sentence. The value itself is not in it. */
    static String ofValue(String value, List<String> known) {
        return to(value, known).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** The candidate that is the same name in other words or nearly the same letters. */
    static Optional<String> to(String name, Collection<String> candidates) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String folded = fold(name);
        int limit = folded.length() < 6 ? 1 : Math.max(2, folded.length() / 4);
        return candidates.stream()
                .filter(candidate -> candidate.length() <= LONGEST && rank(folded, candidate, limit) <= limit)
                .min(Comparator.<String>comparingInt(candidate -> rank(folded, candidate, limit))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters apart, as far as {@code limit}; 1 for the same words. */
    private static int rank(String folded, String candidate, int limit) {
        String other = fold(candidate);
        if (other.equals(folded)) {
            return 0;
        }
        // no distance is smaller than the difference in length
        int difference = Math.abs(folded.length() - other.length());
        int distance = difference > limit ? difference : distance(folded, other);
        return distance > 1 && words(folded).equals(words(other)) ? 1 : distance;
    }

    private static String fold(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        for (String prefix : PREFIXES) {
            if (upper.startsWith(prefix)) {
                return upper.substring(prefix.length());
            }
        }
        return upper;
    }

    private static Set<String> words(String name) {
        var words = new TreeSet<String>();
        Arrays.stream(name.split("_"))
                .filter(word -> !word.equals("API"))
                .map(word -> SYNONYMS.getOrDefault(word, word))
                .forEach(words::add);
        return words;
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int i, int j, int[][] cost) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
