package io.muster.health.diagnostics;

import static java.util.Objects.requireNonNull;

import io.muster.health.Evidence;
import io.muster.health.Probe;
import io.muster.health.Snapshot;
import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Collects everything that helps to find out what is wrong. Thread-safe; each call collects afresh. */
public final class Diagnostics {
    private final RecentEvents events;
    private final Probers probers;
    private final Supplier<List<Setting>> settings;
    private final Redactor redactor;
    private final Tree build = BuildTree.of();

    /** Diagnostics of a service whose texts {@code redactor} scrubs. */
    public Diagnostics(RecentEvents events, Probers probers, Supplier<List<Setting>> settings, Redactor redactor) {
        this.events = requireNonNull(events, "events");
        this.probers = requireNonNull(probers, "probers");
        this.settings = requireNonNull(settings, "settings");
        this.redactor = requireNonNull(redactor, "redactor");
    }

    /** The whole: texts, numbers, booleans, and maps and lists of them. */
    public Map<String, Object> of(Snapshot snapshot) {
        var probes = new Tree();
        for (Probe probe : Probe.values()) {
            var verdict = snapshot.verdict(probe);
            probes.put(
                    probe.name().toLowerCase(Locale.ROOT),
                    new Tree()
                            .put("passed", verdict.passed())
                            .put("status", verdict.status())
                            .put("reason", verdict.reason()));
        }
        return new Tree()
                .put("service", snapshot.service())
                .put("build", build)
                .put("state", snapshot.state())
                .put("since", snapshot.since())
                .put("reason", snapshot.reason())
                .put("timestamp", snapshot.takenAt())
                .put("uptime_seconds", snapshot.uptime().toSeconds())
                .put("probes", probes)
                .put("root_cause", ChecksTree.of(snapshot.rootCause()))
                .put("checks", ChecksTree.of(snapshot))
                .put("components", events.components())
                .put("liveness_signs", signs(snapshot))
                .put("evidence_of_death", snapshot.evidence().map(Diagnostics::of))
                .put("startup", snapshot.startupReport().map(StartTree::of))
                .put("settings", settings(snapshot))
                .put("machine", MachineTree.of(snapshot.machine()))
                .put("jvm", JvmTree.of())
                .put("events", events.all())
                .put("probers", probers.recent().stream().map(this::of).toList())
                .put("other_probers_answered", probers.others())
                .fields();
    }

    private static List<Map<String, Object>> signs(Snapshot snapshot) {
        return snapshot.signs().stream()
                .map(sign -> new Tree()
                        .put("name", sign.name())
                        .put("alive", sign.alive())
                        .put("reason", sign.reason())
                        .fields())
                .toList();
    }

    /** Those that components told at the start, then those of the service's own code, which may throw. */
    private List<Map<String, Object>> settings(Snapshot snapshot) {
        var all = new ArrayList<Map<String, Object>>();
        snapshot.startupReport().ifPresent(report -> report.settings().forEach(setting -> all.add(shown(setting))));
        try {
            settings.get().forEach(setting -> all.add(shown(setting)));
        } catch (RuntimeException e) {
            all.add(new Tree()
                    .put(
                            "error",
                            "the settings could not be read: " + e.getClass().getName())
                    .fields());
        }
        return all;
    }

    /** Scrubbed once more, since whoever made it decided what it shows. */
    private Map<String, Object> shown(Setting setting) {
        return new Tree()
                .put("name", setting.name())
                .put("source", redactor.scrub(setting.source()))
                .put("value", setting.secret() ? "***" : redactor.scrub(setting.shown()))
                .fields();
    }

    private static Tree of(Evidence evidence) {
        return new Tree()
                .put("at", evidence.at())
                .put("reason", evidence.reason())
                .put("conclusion", evidence.conclusion())
                .put("threads", evidence.threads().lines().toList());
    }

    private Map<String, Object> of(Prober prober) {
        return new Tree()
                .put("address", prober.address())
                .put("user_agent", redactor.scrub(prober.userAgent()))
                .put("endpoint", prober.endpoint())
                .put("last_answer", prober.status())
                .put("last_asked", prober.askedAt())
                .put("asked", prober.asked())
                .fields();
    }
}
