package io.muster.validation.llm;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the models that were probably meant. The ids come from the network and are shown: odd ones are left out. */
final class NearModels {
    private static final int MOST = 3;
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9._:/@+-]{1,100}");

    private NearModels() {}

    /** The three nearest ids, nearest first; none that holds {@code secret}. */
    static List<String> to(String id, Stream<String> candidates, String secret) {
        String folded = id.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, id.length() / 3);
        return candidates
                .filter(each -> SHOWN.matcher(each).matches() && (secret.isEmpty() || !each.contains(secret)))
                .distinct()
                .filter(each -> far(folded, each) <= limit)
                .sorted(Comparator.<String>comparingInt(each -> far(folded, each))
                        .thenComparing(each -> each))
                .limit(MOST)
                .toList();
    }

    /** Edits between the two; an id that goes on where the other ends is near. */
    private static int far(String folded, String candidate) {
        String other = candidate.toLowerCase(Locale.ROOT);
        boolean continued = other.startsWith(folded) || folded.startsWith(other);
        return continued ? 1 : distance(folded, other);
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
