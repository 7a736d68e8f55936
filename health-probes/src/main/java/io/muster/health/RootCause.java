package io.muster.health;

import java.util.List;

/**
 * Which of the checks that are DOWN are causes and which are consequences. Immutable.
 *
 * @param roots those that wait, by whatever way, for nothing that is DOWN
 * @param symptoms the others: what they wait for is DOWN
 * @param suspectsItself whether every remote check fails at once, so that the cause is rather here than there
 */
public record RootCause(List<String> roots, List<String> symptoms, boolean suspectsItself) {
    /** Nothing is DOWN. */
    public static final RootCause NONE = new RootCause(List.of(), List.of(), false);

    private static final int LONGEST = 10;

    /** Copies the lists. */
    public RootCause {
        roots = List.copyOf(roots);
        symptoms = List.copyOf(symptoms);
    }

    /** One line, such as {@code 1 root: database; 3 symptoms}; empty when nothing is DOWN. Names at most ten roots. */
    public String text() {
        if (roots.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(Text.count(roots.size(), "root")).append(": ");
        text.append(Text.names(roots, LONGEST));
        if (!symptoms.isEmpty()) {
            text.append("; ").append(Text.count(symptoms.size(), "symptom"));
        }
        if (suspectsItself) {
            text.append("; every remote check fails, so look first at this instance: its network, DNS and CPU");
        }
        return text.toString();
    }
}
