package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a deep look has found so far: errors, warnings and facts. Not thread-safe. */
final class Findings {
    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    void error(Finding error) {
        errors.add(error);
    }

    void error(Failure failure, String code, String subject, String message, String fix) {
        error(Finding.error(failure, subject, message).code(code).fix(fix));
    }

    /** The database is not what the service needs. */
    void wrong(String code, String subject, String message, String fix) {
        error(Failure.CONFIGURATION, code, subject, message, fix);
    }

    void warn(String code, String subject, String message, String fix) {
        warnings.add(Finding.warning(subject, message).code(code).fix(fix));
    }

    void fact(String name, Object value) {
        facts.put(name, value);
    }

    List<Finding> errors() {
        return errors;
    }

    List<Finding> warnings() {
        return warnings;
    }

    HealthResult describe(HealthResult result) {
        HealthResult described = result;
        for (var fact : facts.entrySet()) {
            described = described.with(fact.getKey(), fact.getValue());
        }
        return described;
    }
}
