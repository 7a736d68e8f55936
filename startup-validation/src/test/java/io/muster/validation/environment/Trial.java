package io.muster.validation.environment;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.util.List;
import java.util.Map;

/** What a resolution finds, errors or else warnings. */
final class Trial {
    private Trial() {}

    static List<Finding> findings(Variables variables, Map<String, String> values) {
        try {
            return Environment.resolve(variables, Source.map("test", values)).warnings();
        } catch (FailureException e) {
            return e.findings();
        }
    }

    /** Code and subject of each. */
    static List<String> codes(Variables variables, Map<String, String> values) {
        return findings(variables, values).stream()
                .map(finding -> finding.code() + " " + finding.subject())
                .toList();
    }

    /** Code and message of each, for one variable and its value. */
    static List<String> of(Variable<?> variable, String value) {
        return findings(Variables.of(variable), Map.of(variable.name(), value)).stream()
                .map(finding -> finding.code() + " " + finding.message().replaceAll(" \\(from .*", ""))
                .toList();
    }
}
