package io.muster.spring.health;

import io.muster.health.CheckSnapshot;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Redactor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.ObjectUtils;

/** What an indicator said last, as Actuator shows it: without secrets, and as long as it still holds. */
record Found(IndicatorCheck asked, Redactor redactor) {
    /** What was said last, if the monitor judges by it; otherwise what the monitor knows. */
    @Nullable
    Health in(Optional<CheckSnapshot> known) {
        CheckSnapshot check = known.orElse(null);
        if (check == null || check.lastRun().isEmpty()) {
            return SnapshotHealth.of(Status.OUT_OF_SERVICE, "it has not been asked yet", Map.of());
        }
        IndicatorCheck.Said said = asked.said();
        if (said == null || said.status() != check.status()) {
            return SnapshotHealth.of(status(check.status()), check.reason(), check.details());
        }
        Health health = said.health();
        return health == null ? null : scrubbed(health);
    }

    private static Status status(HealthStatus status) {
        return switch (status) {
            case UP -> Status.UP;
            case DEGRADED -> CheckContributors.DEGRADED;
            case DOWN -> Status.DOWN;
            // Boot takes its own UNKNOWN for ready
            case UNKNOWN -> Status.OUT_OF_SERVICE;
        };
    }

    private Health scrubbed(Health health) {
        Status status = health.getStatus();
        Health.Builder copy = Health.status(new Status(status.getCode(), redactor.scrub(status.getDescription())));
        health.getDetails().forEach((name, value) -> copy.withDetail(redactor.scrub(name), scrubbed(value)));
        return copy.build();
    }

    private Object scrubbed(Object value) {
        if (value instanceof Number || value instanceof Boolean || isBoots(value)) {
            return value;
        }
        if (value instanceof Map<?, ?> parts) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            parts.forEach(
                    (name, part) -> copy.put(redactor.scrub(String.valueOf(name)), part == null ? "" : scrubbed(part)));
            return copy;
        }
        if (value instanceof Collection<?> parts) {
            return parts.stream()
                    .map(part -> part == null ? "" : scrubbed(part))
                    .toList();
        }
        return value.getClass().isArray()
                ? scrubbed(Arrays.asList(ObjectUtils.toObjectArray(value)))
                : redactor.scrub(value.toString());
    }

    /** What Boot itself says, such as of certificates, is no text, and no secret. */
    private static boolean isBoots(Object value) {
        return value.getClass().getPackageName().startsWith("org.springframework.boot.");
    }
}
