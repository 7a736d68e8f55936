package io.muster.health.dialect;

import static java.util.stream.Collectors.joining;

import io.muster.health.CheckSnapshot;
import io.muster.health.Probe;
import io.muster.health.Sign;
import io.muster.health.Snapshot;
import io.muster.health.Verdict;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of Kubernetes' own {@code /livez} and {@code /readyz}, and {@code /startupz}: {@code ok} when the probe passes;
 * otherwise, and with {@code verbose}, one line for each check, failures named, reasons withheld.
 *
 * <p>Each check and each sign of life has a path of its own, such as {@code /readyz/database}. What fails without making
 * the service not ready is marked {@code [+]}, as what is excluded is there. Stateless.
 */
public final class KubernetesText implements Dialect {
    private static final String TYPE = "text/plain; charset=utf-8";
    private static final String WITHHELD = "reason withheld";
    private static final Map<String, Probe> PATHS =
            Map.of("/livez", Probe.LIVENESS, "/readyz", Probe.READINESS, "/startupz", Probe.STARTUP);

    /** The dialect; one is like another. */
    public KubernetesText() {}

    @Override
    public Map<String, Probe> paths() {
        return PATHS;
    }

    @Override
    public Optional<Answer> say(Snapshot snapshot, Question question) {
        Probe probe = PATHS.get(question.path());
        if (probe != null) {
            return Optional.of(all(snapshot, probe, question.verbose(), question.excluded()));
        }
        return PATHS.entrySet().stream()
                .filter(parent -> question.path().startsWith(parent.getKey() + "/"))
                .findFirst()
                .flatMap(parent ->
                        one(snapshot, parent.getValue(), question.below(parent.getKey()), question.details()));
    }

    private static Answer all(Snapshot snapshot, Probe probe, boolean verbose, List<String> excluded) {
        Set<String> names = new LinkedHashSet<>(excluded);
        Verdict verdict = without(snapshot, probe, names);
        if (verdict.passed() && !verbose) {
            return new Answer(true, TYPE, "ok");
        }
        List<String> lines = lines(snapshot, probe, names);
        if (!verdict.passed() && blamesLifecycle(snapshot, probe, lines)) {
            lines.add(0, "[-]lifecycle failed: " + WITHHELD);
        }
        if (lines.isEmpty()) {
            lines.add("[+]ping ok");
        }
        unmatched(snapshot, probe, names).ifPresent(lines::add);
        lines.add(path(probe) + " check " + (verdict.passed() ? "passed" : "failed"));
        return new Answer(verdict.passed(), TYPE, String.join("\n", lines) + "\n");
    }

    private static Verdict without(Snapshot snapshot, Probe probe, Set<String> names) {
        return switch (probe) {
            case READINESS -> snapshot.readinessWithout(names);
            case LIVENESS -> snapshot.livenessWithout(names);
            case STARTUP -> snapshot.startup();
        };
    }

    /** One check or one sign of life, or empty when nothing has this name. */
    private static Optional<Answer> one(Snapshot snapshot, Probe probe, String name, boolean details) {
        return switch (probe) {
            case READINESS ->
                snapshot.check(name).map(check -> one(check.status().ready(), check.reason(), details));
            case LIVENESS ->
                snapshot.signs().stream()
                        .filter(sign -> sign.name().equals(name))
                        .findFirst()
                        .map(sign -> one(sign.alive(), sign.reason(), details));
            case STARTUP -> Optional.empty();
        };
    }

    private static Answer one(boolean passed, String reason, boolean details) {
        String why = details && !reason.isEmpty() ? reason : WITHHELD;
        return passed ? new Answer(true, TYPE, "ok") : new Answer(false, TYPE, "internal server error: " + why + "\n");
    }

    private static List<String> lines(Snapshot snapshot, Probe probe, Set<String> excluded) {
        var lines = new ArrayList<String>();
        if (probe == Probe.READINESS) {
            snapshot.checks().forEach(check -> lines.add(line(check, excluded)));
        } else if (probe == Probe.LIVENESS) {
            boolean dead = !snapshot.liveness().passed();
            snapshot.signs().forEach(sign -> lines.add(line(sign, dead, excluded)));
        }
        return lines;
    }

    /** The state itself fails the probe, or no check does. */
    private static boolean blamesLifecycle(Snapshot snapshot, Probe probe, List<String> lines) {
        boolean state = probe != Probe.LIVENESS && snapshot.state() != LifecycleState.RUNNING;
        return state || lines.stream().noneMatch(line -> line.startsWith("[-]"));
    }

    private static String line(CheckSnapshot check, Set<String> excluded) {
        if (excluded.contains(check.name())) {
            return "[+]" + check.name() + " excluded: ok";
        }
        if (check.status().ready()) {
            return "[+]" + check.name() + " ok";
        }
        if (check.decisive()) {
            return "[-]" + check.name() + " failed: " + WITHHELD;
        }
        String word = check.status() == HealthStatus.DOWN ? "down" : "unknown";
        return "[+]" + check.name() + " " + word + (check.required() ? ", shared: ok" : ", not required: ok");
    }

    private static String line(Sign sign, boolean dead, Set<String> excluded) {
        if (excluded.contains(sign.name())) {
            return "[+]" + sign.name() + " excluded: ok";
        }
        return sign.alive() || !dead ? "[+]" + sign.name() + " ok" : "[-]" + sign.name() + " failed: " + WITHHELD;
    }

    private static Optional<String> unmatched(Snapshot snapshot, Probe probe, Set<String> excluded) {
        String names = excluded.stream()
                .filter(name -> !listed(snapshot, probe, name))
                .map(KubernetesText::quote)
                .collect(joining(","));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("warn: some health checks cannot be excluded: no matches for " + names);
    }

    private static boolean listed(Snapshot snapshot, Probe probe, String name) {
        return switch (probe) {
            case READINESS -> snapshot.check(name).isPresent();
            case LIVENESS ->
                snapshot.signs().stream().anyMatch(sign -> sign.name().equals(name));
            case STARTUP -> false;
        };
    }

    /** Quoted so that what a caller sent stays within its line. */
    private static String quote(String name) {
        var quoted = new StringBuilder("\"");
        name.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private static String path(Probe probe) {
        return switch (probe) {
            case STARTUP -> "startupz";
            case LIVENESS -> "livez";
            case READINESS -> "readyz";
        };
    }
}
