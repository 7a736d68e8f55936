package io.muster.spring.health;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Asks one health indicator. What Boot would answer with 503 is DOWN; what is neither that nor UP is DEGRADED. */
final class IndicatorCheck implements HealthCheck {
    private static final int LOWEST_FAILURE = 400;
    private static final String ERROR = "error";

    private final HealthIndicator indicator;
    private final HttpCodeStatusMapper codes;
    private volatile @Nullable Said said;

    IndicatorCheck(HealthIndicator indicator, HttpCodeStatusMapper codes) {
        this.indicator = indicator;
        this.codes = codes;
    }

    /** What it said last, and what that means; null if it has said nothing, or threw. */
    @Nullable
    Said said() {
        return said;
    }

    @Override
    public HealthResult check(CheckContext context) {
        Health health;
        try {
            health = indicator.health();
        } catch (RuntimeException | Error e) {
            said = null;
            throw e;
        }
        HealthResult result = health == null ? HealthResult.up() : judge(health);
        said = new Said(health, result.status());
        return health == null ? result : withDetails(result, health);
    }

    /** An answer; without health Boot leaves the indicator out, so it decides nothing. */
    record Said(@Nullable Health health, HealthStatus status) {}

    private static HealthResult withDetails(HealthResult judged, Health health) {
        HealthResult result = judged;
        for (Map.Entry<String, Object> detail : health.getDetails().entrySet()) {
            result = with(result, detail.getKey(), detail.getValue());
        }
        return result;
    }

    private HealthResult judge(Health health) {
        Status status = health.getStatus();
        if (codes.getStatusCode(status) >= LOWEST_FAILURE) {
            return HealthResult.down(Failure.UNAVAILABLE, reason(health));
        }
        return status.equals(Status.UP) ? HealthResult.up() : HealthResult.degraded(reason(health));
    }

    private static String reason(Health health) {
        if (health.getDetails().get(ERROR) instanceof String error) {
            return error;
        }
        Status status = health.getStatus();
        return status.getDescription().isBlank() ? "its status is " + status.getCode() : status.getDescription();
    }

    /** The parts of a nested detail are named by dots. */
    private static HealthResult with(HealthResult result, String name, Object value) {
        if (name.equals(ERROR)) {
            return result;
        }
        if (!(value instanceof Map<?, ?> parts)) {
            return result.with(name, value);
        }
        HealthResult all = result;
        for (Map.Entry<?, ?> part : parts.entrySet()) {
            all = with(all, name + "." + part.getKey(), String.valueOf(part.getValue()));
        }
        return all;
    }
}
