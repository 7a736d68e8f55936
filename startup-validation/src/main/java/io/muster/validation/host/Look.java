package io.muster.validation.host;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One look at the machine, and what was found. For one run of a check. */
final class Look {
    private final Machine machine;
    private final boolean starting;
    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Look(Machine machine, boolean starting) {
        this.machine = machine;
        this.starting = starting;
    }

    Machine machine() {
        return machine;
    }

    /** Whether the service starts, so that even what never changes is looked at. */
    boolean starting() {
        return starting;
    }

    void fact(String name, Object value) {
        facts.put(name, value);
    }

    void fail(String code, Failure failure, String subject, String message, String fix) {
        errors.add(Finding.error(failure, subject, message).code(code).fix(fix));
    }

    void warn(String code, String subject, String message, String fix) {
        warnings.add(Finding.warning(subject, message).code(code).fix(fix));
    }

    /** @throws FailureException with everything that is wrong, while the service starts */
    HealthResult result() {
        if (!errors.isEmpty() && starting) {
            throw new FailureException("this machine is not fit for the service", errors);
        }
        HealthResult result = errors.isEmpty()
                ? warnings.isEmpty() ? HealthResult.up() : coded(HealthResult.degraded(sentence(warnings)), warnings)
                : coded(HealthResult.down(errors.get(0).failure().orElseThrow(), sentence(errors)), errors);
        for (var fact : facts.entrySet()) {
            result = result.with(fact.getKey(), fact.getValue());
        }
        return result;
    }

    private static HealthResult coded(HealthResult result, List<Finding> findings) {
        return result.with("code", findings.get(0).code());
    }

    private static String sentence(List<Finding> findings) {
        return findings.stream()
                .map(each -> "'" + each.subject() + "' " + each.message() + ", " + each.fix())
                .collect(Collectors.joining("; "));
    }
}
