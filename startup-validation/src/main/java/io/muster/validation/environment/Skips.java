package io.muster.validation.environment;

import io.muster.lifecycle.Finding;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The codes that an operator lets pass: their errors are warnings, and each code is reported. Not thread-safe. */
final class Skips {
    /** Where the codes stand, with commas. */
    static final String VARIABLE = "STARTUP_VALIDATION_SKIP";

    /** What a secret must be; a service in production holds on to it. */
    private static final Set<String> OF_SECRETS =
            Set.of(Codes.PLACEHOLDER, Codes.WEAK, Codes.OTHER_KEY, Codes.PUBLISHED);

    private static final Pattern CODE = Pattern.compile("ENV-\\d{3}");

    private final Map<String, Integer> passed = new TreeMap<>();
    private final Set<String> held = new TreeSet<>();

    /** Those of the codes in {@code text} that are the environment's: the others are the doctor's. */
    Skips(String text) {
        Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(code -> CODE.matcher(code).matches())
                .forEach(code -> passed.put(code, 0));
    }

    /** From now on the rules of secrets hold. */
    void keepSecretsSafe() {
        passed.keySet().stream().filter(OF_SECRETS::contains).forEach(held::add);
        passed.keySet().removeAll(held);
    }

    boolean letPass(String code) {
        return passed.containsKey(code);
    }

    /** The finding, or a warning of the same if its code may pass. */
    Finding soften(Finding finding) {
        if (finding.failure().isEmpty() || !letPass(finding.code())) {
            return finding;
        }
        passed.merge(finding.code(), 1, Integer::sum);
        return Finding.warning(finding.subject(), finding.message() + "; let pass by " + VARIABLE)
                .code(finding.code())
                .fix(finding.fix());
    }

    /** Says what was let pass, and what was asked for in vain. */
    void report(Consumer<Finding> findings) {
        String used = codes(true);
        String unused = codes(false);
        if (!used.isEmpty()) {
            findings.accept(Finding.warning(VARIABLE, "lets pass what ends other starts: " + used)
                    .code(Codes.GUARD_OFF)
                    .fix("correct what is wrong, and unset it"));
        }
        if (!held.isEmpty()) {
            findings.accept(Finding.warning(
                            VARIABLE, "lets nothing of " + String.join(", ", held) + " pass: this is production")
                    .code(Codes.HATCH_UNUSED)
                    .fix("set real secrets"));
        }
        if (!unused.isEmpty()) {
            findings.accept(Finding.warning(VARIABLE, "names " + unused + ", and nothing needs it")
                    .code(Codes.HATCH_UNUSED)
                    .fix("unset it, so that what it lets pass is refused again"));
        }
    }

    private String codes(boolean used) {
        return passed.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 == used)
                .map(entry -> used ? entry.getKey() + " (" + entry.getValue() + " found)" : entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
