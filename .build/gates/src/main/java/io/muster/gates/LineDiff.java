package io.muster.gates;

import java.util.ArrayList;
import java.util.List;

/** The lines that differ between two texts, each group under the line that it belongs to. */
final class LineDiff {

    private LineDiff() {}

    static List<String> of(List<String> before, List<String> after) {
        int[][] common = commonLengths(before, after);
        List<String> diff = new ArrayList<>();
        String type = "";
        String shownType = "";
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            boolean same =
                    i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
            boolean removed = !same && i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1]);
            String line = same || removed ? before.get(i) : after.get(j);
            boolean header = !line.isEmpty() && !line.startsWith(" ");
            if (header) {
                type = line;
            }
            if (!same && !line.isEmpty()) {
                if (!header && !type.equals(shownType)) {
                    diff.add("  " + type);
                }
                shownType = type;
                diff.add((removed ? "- " : "+ ") + line);
            }
            i += same || removed ? 1 : 0;
            j += same || !removed ? 1 : 0;
        }
        return diff;
    }

    /** For each pair of positions, how many lines the rest of both texts have in common. */
    private static int[][] commonLengths(List<String> before, List<String> after) {
        int[][] lengths = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                lengths[i][j] = before.get(i).equals(after.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }
}
