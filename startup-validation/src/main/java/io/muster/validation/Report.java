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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a start or a rehearsal found, in order and without duplicates. Immutable.
 *
 * <p>Findings of required components that end a start are errors; those of optional components, and warnings, are
 * warnings. No rendering holds a secret: the findings come from the manager, whose redactor has seen them.
 */
public final class Report {
    /** What {@code sysexits.h} calls a configuration error. */
    private static final int CONFIGURATION = 78;

    /** Only because the start budget was spent. */
    private static final int TIMED_OUT = 124;

    /** Gravest first, as for a start. */
    private static final List<Integer> PRECEDENCE = List.of(70, 78, 77, 69, 75);

    /** What a secret must be: a start in production holds on to it, and so does its report. */
    private static final Set<String> OF_SECRETS = Set.of("ENV-010", "ENV-011", "ENV-016", "ENV-019");

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

    /**
     * A copy that does not count findings of these codes; it says how many there were. In the profile {@code production},
     * what is wrong with a secret ({@code ENV-010}, {@code ENV-011}, {@code ENV-016}, {@code ENV-019}) counts all the
     * same.
     */
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
     * @param component where; null when it is an attachment's, which is no component
     * @param finding what
     */
    record Item(@Nullable ComponentStart component, Finding finding) {
        boolean error() {
            return (component == null || component.required())
                    && finding.failure().isPresent();
        }
    }

    private List<Item> found() {
        var items = new ArrayList<Item>();
        var seen = new HashSet<Finding>();
        all().filter(item -> !skips(item.finding()) && seen.add(item.finding())).forEach(items::add);
        return items;
    }

    /** Whatever counts or not: component by component, errors first, and attachments last. */
    private Stream<Item> all() {
        Comparator<Item> errorsFirst = Comparator.comparing(item -> !item.error());
        Stream<Item> own = components().stream()
                .flatMap(component -> component.findings().stream()
                        .map(finding -> new Item(component, finding))
                        .sorted(errorsFirst));
        return Stream.concat(
                own,
                looseFindings().stream().map(finding -> new Item(null, finding)).sorted(errorsFirst));
    }

    /** Those of attachments, which stand before those of the components. */
    private List<Finding> looseFindings() {
        int own = start.components().stream()
                .mapToInt(component -> component.findings().size())
                .sum();
        return start.findings().subList(0, Math.max(0, start.findings().size() - own));
    }

    private boolean skips(Finding finding) {
        return skippedCodes.contains(finding.code()) && !holdsOnTo(finding);
    }

    private boolean holdsOnTo(Finding finding) {
        return finding.failure().isPresent()
                && OF_SECRETS.contains(finding.code())
                && List.of(profile().split(",", -1)).contains("production");
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
                .filter(item -> component.equals(item.component()))
                .toList();
    }

    /** The findings of attachments that count. */
    List<Item> looseItems() {
        return items().stream().filter(item -> item.component() == null).toList();
    }

    /** How the component came off, as far as it counts. */
    State state(ComponentStart component) {
        State state = State.of(component);
        boolean excused = component.findings().stream()
                        .anyMatch(finding -> finding.failure().isPresent())
                && items(component).stream().noneMatch(Item::error);
        return state == State.FAILED && excused ? State.WARNING : state;
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
            if (!held().contains(code)) {
                long found = all().map(Item::finding)
                        .filter(finding -> finding.code().equals(code))
                        .distinct()
                        .count();
                skipped.add(code + " (" + found + " found)");
            }
        }
        return skipped;
    }

    /** The codes that were to be left out and count all the same. */
    List<String> held() {
        return items().stream()
                .map(item -> item.finding().code())
                .filter(skippedCodes::contains)
                .distinct()
                .sorted()
                .toList();
    }

    /** What a process should exit with: 0 if nothing is wrong, else as for a start. */
    public int exitCode() {
        boolean excused = all().anyMatch(item -> item.error() && skips(item.finding()));
        int code = excused ? withoutSkipped() : start.exitCode();
        return code == 0 && strict && !warnings().isEmpty() ? CONFIGURATION : code;
    }

    /** As for a start that met nothing but what counts. */
    private int withoutSkipped() {
        List<Integer> codes = errors().stream()
                .map(Finding::failure)
                .flatMap(Optional::stream)
                .map(Failure::exitCode)
                .toList();
        boolean explained = components().stream().noneMatch(component -> state(component) == State.FAILED);
        if (codes.isEmpty() && explained) {
            return 0;
        }
        return codes.isEmpty() || start.exitCode() == TIMED_OUT
                ? start.exitCode()
                : PRECEDENCE.stream().filter(codes::contains).findFirst().orElse(start.exitCode());
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
