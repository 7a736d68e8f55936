package io.muster.validation;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.ComponentStart;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Setting;
import io.muster.lifecycle.StartupReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that a start or a rehearsal found, in order and without duplicates. Immutable.
 *
 * <p>Findings of required components that end a start are errors; those of optional components, and warnings, are
 * warnings. No rendering holds a secret: the findings come from the manager, whose redactor has seen them.
 */
public final class Report {
    /** What {@code sysexits.h} calls a configuration error. */
    private static final int CONFIGURATION = 78;

    /** Gravest first, as for a start. */
    private static final List<Integer> PRECEDENCE = List.of(70, 78, 77, 69, 75);

    private final StartupReport start;
    private final Set<String> skippedCodes;
    private final boolean strict;
    private final List<Item> items;

    private Report(StartupReport start, Set<String> skippedCodes, boolean strict) {
        this.start = start;
        this.skippedCodes = skippedCodes;
        this.strict = strict;
        this.items = found();
    }

    /** What this start or rehearsal found. */
    public static Report of(StartupReport start) {
        return new Report(requireNonNull(start, "start"), Set.of(), false);
    }

    /** A copy that does not count findings of these codes; it says how many there were. */
    public Report withoutCodes(Set<String> codes) {
        return new Report(start, Set.copyOf(codes), strict);
    }

    /** A copy in which warnings fail too. */
    public Report strict() {
        return new Report(start, skippedCodes, true);
    }

    /**
     * One thing that was found.
     *
     * @param component where
     * @param finding what
     */
    record Item(ComponentStart component, Finding finding) {
        boolean error() {
            return component.required() && finding.failure().isPresent();
        }
    }

    private List<Item> found() {
        var items = new ArrayList<Item>();
        var seen = new HashSet<Finding>();
        for (ComponentStart component : components()) {
            component.findings().stream()
                    .filter(finding -> !skippedCodes.contains(finding.code()) && seen.add(finding))
                    .map(finding -> new Item(component, finding))
                    .sorted(Comparator.comparing(item -> !item.error()))
                    .forEach(items::add);
        }
        return items;
    }

    /** The findings that count: errors before warnings in each component, phase by phase. */
    List<Item> items() {
        return items;
    }

    /** The components, phase by phase. */
    List<ComponentStart> components() {
        return start.components().stream()
                .sorted(Comparator.comparing(ComponentStart::phase))
                .toList();
    }

    List<Item> items(ComponentStart component) {
        return items().stream()
                .filter(item -> item.component().name().equals(component.name()))
                .toList();
    }

    /** What is wrong, without duplicates. */
    public List<Finding> errors() {
        return items().stream().filter(Item::error).map(Item::finding).toList();
    }

    /** What is odd, or wrong with something optional. */
    public List<Finding> warnings() {
        return items().stream().filter(item -> !item.error()).map(Item::finding).toList();
    }

    /** The names of the components that could not be tried, for a reason that is reported with another. */
    public List<String> notRun() {
        return components().stream()
                .filter(component -> State.of(component) == State.NOT_RUN)
                .map(ComponentStart::name)
                .toList();
    }

    /** What was left out on request: components by name, then codes with how often each was found. */
    public List<String> skipped() {
        var skipped = new ArrayList<String>();
        components().stream()
                .filter(component -> State.of(component) == State.SKIPPED)
                .forEach(component -> skipped.add(component.name()));
        for (String code : new TreeSet<>(skippedCodes)) {
            long found = start.components().stream()
                    .flatMap(component -> component.findings().stream())
                    .filter(finding -> finding.code().equals(code))
                    .distinct()
                    .count();
            skipped.add(code + " (" + found + " found)");
        }
        return skipped;
    }

    /** What a process should exit with: 0 if nothing is wrong, else as for a start. */
    public int exitCode() {
        int code = skippedCodes.isEmpty() ? start.exitCode() : gravest();
        return code == 0 && strict && !warnings().isEmpty() ? CONFIGURATION : code;
    }

    private int gravest() {
        List<Integer> codes = errors().stream()
                .map(Finding::failure)
                .flatMap(Optional::stream)
                .map(Failure::exitCode)
                .toList();
        return PRECEDENCE.stream().filter(codes::contains).findFirst().orElse(0);
    }

    StartupReport start() {
        return start;
    }

    /** The profile in which the service runs, such as {@code production}; empty when no environment was validated. */
    public String profile() {
        return start.settings().stream()
                .filter(setting -> setting.name().equals(Setting.PROFILE))
                .map(Setting::shown)
                .findFirst()
                .orElse("");
    }

    /** The report in this format, each line ended by a newline. */
    public String render(ReportFormat format) {
        return switch (format) {
            case TEXT -> new TextReport(this).render();
            case JSON -> new JsonReport(this).render();
            case GITHUB -> GitHubReport.render(this);
        };
    }

    /** The counts alone. */
    @Override
    public String toString() {
        return Words.counts(this);
    }
}
