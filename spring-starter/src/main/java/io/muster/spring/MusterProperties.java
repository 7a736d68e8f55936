package io.muster.spring;

import io.muster.health.http.ProbeServer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.StringUtils;

/**
 * The properties that begin with {@code muster}. A duration without a unit is in seconds, as the environment variable
 * {@code MUSTER_GRACE_PERIOD} is, which Boot reads as one of these properties too.
 *
 * <p>A value that cannot be right fails at binding, with its name and where it comes from.
 *
 * @param enabled Whether the components of this application are started and stopped by Muster.
 * @param startBudget Longest that the start of all components may take. Default: 2m.
 * @param gracePeriod How long the platform waits between SIGTERM and SIGKILL. Default: 30s.
 * @param stopBudget Longest that the whole stop may take, drain included. Default: the grace period less 2s.
 * @param drainDelay How long the application still serves once it is not ready any more, so that balancers notice.
 *     Default: in Kubernetes 5s or a sixth of the grace period, elsewhere none.
 * @param probes Properties of the probe server.
 */
@ConfigurationProperties("muster")
public record MusterProperties(
        @DefaultValue("true") boolean enabled,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration startBudget,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration gracePeriod,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration stopBudget,
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration drainDelay,
        @DefaultValue Probes probes) {

    /** Refuses durations that cannot be right. */
    public MusterProperties {
        requirePositive("muster.start-budget", startBudget);
        requirePositive("muster.grace-period", gracePeriod);
        requirePositive("muster.stop-budget", stopBudget);
        if (drainDelay != null && drainDelay.isNegative()) {
            throw refused("muster.drain-delay", drainDelay, "It must be zero or longer, such as 5s.");
        }
    }

    private static void requirePositive(String name, @Nullable Duration value) {
        if (value != null && (value.isZero() || value.isNegative())) {
            throw refused(name, value, "It must be longer than zero, such as 30s.");
        }
    }

    private static InvalidConfigurationPropertyValueException refused(String name, Duration value, String reason) {
        String written = DurationStyle.SIMPLE.print(value, ChronoUnit.SECONDS);
        return new InvalidConfigurationPropertyValueException(name, written, reason);
    }

    /**
     * The properties that begin with {@code muster.probes}.
     *
     * @param port Port that answers probes; 0 takes any free one, -1 answers none.
     * @param address Address on which it answers, such as 127.0.0.1. Default: every address.
     */
    public record Probes(
            @DefaultValue("8081") int port, @Nullable String address) {
        static final int OFF = -1;
        private static final int HIGHEST = 65_535;

        /** Refuses what is no port. */
        public Probes {
            if (port < OFF || port > HIGHEST) {
                throw new InvalidConfigurationPropertyValueException(
                        "muster.probes.port", port, "It must be 1 to 65535, 0 for any free port, or -1 for none.");
            }
        }

        /** A server as they say, not open yet. */
        ProbeServer server() {
            ProbeServer server = ProbeServer.on(port);
            return StringUtils.hasText(address) ? server.bind(address.strip()) : server;
        }
    }
}
