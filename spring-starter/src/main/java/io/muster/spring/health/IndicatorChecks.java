package io.muster.spring.health;

import io.muster.health.RuntimeCheck;
import io.muster.lifecycle.Redactor;
import io.muster.spring.probes.Probes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Has the monitor run every health indicator, and Actuator answer with what it found: once the components have started, and
 * before the web server accepts.
 *
 * <p>They leave with the monitor, which stops asking before the container destroys anything.
 */
final class IndicatorChecks implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(IndicatorChecks.class);
    private static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 512;

    private final Indicators indicators;
    private final HealthProperties.Indicators properties;
    private final HttpCodeStatusMapper codes;
    private final Probes probes;
    private final Redactor redactor;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    IndicatorChecks(
            Indicators indicators,
            HealthProperties.Indicators properties,
            HttpCodeStatusMapper codes,
            Probes probes,
            Redactor redactor) {
        this.indicators = indicators;
        this.properties = properties;
        this.codes = codes;
        this.probes = probes;
        this.redactor = redactor;
    }

    /** Whether this check is an indicator. */
    boolean contains(String check) {
        return registered.contains(check);
    }

    @Override
    public void start() {
        indicators.replaceEach(this::join);
        running = true;
    }

    private HealthIndicator join(String path, HealthIndicator indicator) {
        if (!properties.runs(path)) {
            return indicator;
        }
        var asked = new IndicatorCheck(indicator, codes);
        var check = RuntimeCheck.named(path, asked).policy(properties.policyOf(path));
        try {
            probes.monitor().register(properties.drivesReadiness(path) ? check : check.optional());
            registered.add(path);
        } catch (IllegalArgumentException e) {
            // a component or check of the same name says how it is
            log.info("indicator '{}' is not run: {}", path, e.getMessage());
        }
        return new SnapshotIndicator(
                () -> new Found(asked, redactor).in(probes.monitor().snapshot().check(path)));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
