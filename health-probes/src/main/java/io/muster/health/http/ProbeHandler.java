package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import io.muster.health.HealthMonitor;
import io.muster.health.Liveness;
import io.muster.health.Snapshot;
import io.muster.health.diagnostics.Diagnostics;
import io.muster.health.diagnostics.Probers;
import io.muster.health.diagnostics.RecentEvents;
import io.muster.health.dialect.Dialect;
import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.Setting;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers probes from the snapshot of the moment: a function from a request to a response, for any server to mount.
 *
 * <p>Attached to a manager it asks that service's checks by a {@link HealthMonitor}; until then every probe fails. For a
 * port of its own, attach a {@link ProbeServer} instead. Handling never blocks and never throws. Thread-safe; each option
 * returns a changed copy, so attach and mount the last one.
 */
public final class ProbeHandler implements Attachment {
    private static final Logger log = LoggerFactory.getLogger(ProbeHandler.class);

    private final Options options;
    private final @Nullable Supplier<Snapshot> given;
    private volatile Redactor redactor = new Redactor();
    private volatile @Nullable Answers answers;
    private volatile @Nullable HealthMonitor monitor;

    private ProbeHandler(Options options, @Nullable Supplier<Snapshot> given) {
        this.options = options;
        this.given = given;
        if (given != null) {
            this.answers = answers(given, redactor, new RecentEvents(redactor), () -> {});
        }
    }

    /** A handler to be attached, with JSON at {@code /health}, and details for direct callers on this machine. */
    public static ProbeHandler create() {
        return new ProbeHandler(Options.standard(), null);
    }

    /** The same, out of {@code snapshots}: it needs not be attached, and knows no events. */
    public static ProbeHandler of(Supplier<Snapshot> snapshots) {
        return new ProbeHandler(Options.standard(), requireNonNull(snapshots, "snapshots"));
    }

    /**
     * A copy with the detailed JSON and the diagnostics at {@code prefix} instead of {@code /health}.
     *
     * @throws IllegalArgumentException if it is not one or more {@code /name}, or one of its paths is taken
     */
    public ProbeHandler prefix(String prefix) {
        return with(options.prefix(prefix));
    }

    /**
     * A copy that speaks {@code dialect} too, at {@code prefix}; empty for the root.
     *
     * @throws IllegalArgumentException if it is no prefix, or one of its paths is taken
     */
    public ProbeHandler mount(String prefix, Dialect dialect) {
        return with(options.mount(prefix, requireNonNull(dialect, "dialect")));
    }

    /** A copy that is as alive as {@code liveness} says. Default: alive as long as it answers. */
    public ProbeHandler liveness(Liveness liveness) {
        return with(options.liveness(requireNonNull(liveness, "liveness")));
    }

    /** A copy that shows details, diagnostics and metrics to whom {@code access} permits it. Default: loopback only. */
    public ProbeHandler access(Access access) {
        return with(options.access(requireNonNull(access, "access")));
    }

    /** A copy that counts with {@code metrics}, and answers {@code /metrics} if these have a text. */
    public ProbeHandler metrics(ProbeMetrics metrics) {
        return with(options.metrics(requireNonNull(metrics, "metrics")));
    }

    /** A copy whose diagnostics show these settings besides those of the startup report, asked for each time. Default: none. */
    public ProbeHandler settings(Supplier<List<Setting>> settings) {
        return with(options.settings(requireNonNull(settings, "settings")));
    }

    private ProbeHandler with(Options other) {
        return new ProbeHandler(other, given);
    }

    Options options() {
        return options;
    }

    /**
     * The monitor that it answers from: to report real calls to, to register checks with, and to listen to.
     *
     * @throws IllegalStateException if it is not attached, or not open yet
     */
    public HealthMonitor monitor() {
        HealthMonitor current = monitor;
        if (current == null) {
            throw notOpen();
        }
        return current;
    }

    /** The paths that it always answers, in order; those of single checks are below them. */
    public List<String> paths() {
        return Endpoints.of(options).paths();
    }

    /**
     * Everything that helps to find out what is wrong: texts, numbers, booleans, and maps and lists of them. Show it to
     * nobody without permission.
     *
     * @throws IllegalStateException if it is not attached, or not open yet
     */
    public Map<String, Object> diagnostics() {
        Answers current = answers;
        if (current == null) {
            throw notOpen();
        }
        return current.diagnostics();
    }

    private static IllegalStateException notOpen() {
        return new IllegalStateException("the probes are not open yet; attach them and start the service first");
    }

    /** The answer to {@code request}. */
    public ProbeResponse handle(ProbeRequest request) {
        Answers current = answers;
        if (current == null) {
            return ProbeResponse.error(503, "not attached");
        }
        try {
            return current.to(request);
        } catch (RuntimeException e) {
            log.error(
                    "a probe could not be answered; this is a bug in Muster or in a dialect of yours\n{}",
                    redactor.scrub(e));
            return ProbeResponse.error(503, "unavailable");
        }
    }

    /**
     * Begins to ask the checks of a service; the manager does that.
     *
     * @throws IllegalStateException if it answers for a service already
     */
    @Override
    public synchronized AutoCloseable open(LifecycleView view) throws Exception {
        if (answers != null) {
            throw new IllegalStateException("the probe handler answers for a service already; make one for each");
        }
        options.access().token().ifPresent(view.redactor()::add);
        if (options.access().isEverybody()) {
            log.warn(
                    "'{}': details, diagnostics and metrics are open to everybody who reaches the probes; "
                            + "restrict them with Access.networks or Access.token",
                    view.service());
        }
        HealthMonitor watching = HealthMonitor.watch(view, options.liveness());
        var events = new RecentEvents(view.redactor());
        var opened = new Opened(view.redactor(), watching);
        try {
            opened.with(view.listen(events));
            opened.with(watching.listen(events));
            if (options.metrics().isPresent()) {
                opened.with(options.metrics().get().open(view, watching::snapshot));
            }
        } catch (Exception | Error e) {
            opened.close();
            throw e;
        }
        redactor = view.redactor();
        monitor = watching;
        answers = answers(watching::snapshot, view.redactor(), events, () -> told(view, events));
        return opened;
    }

    private static void told(LifecycleView view, RecentEvents events) {
        events.add("every prober has been told that the service drains");
        view.probersTold();
        log.info("'{}': every prober has been told that the service drains", view.service());
    }

    private Answers answers(Supplier<Snapshot> snapshots, Redactor redactor, RecentEvents events, Runnable whenTold) {
        var probers = new Probers(whenTold);
        var diagnostics = new Diagnostics(events, probers, options.settings(), redactor);
        return new Answers(options, snapshots, diagnostics, probers);
    }
}
