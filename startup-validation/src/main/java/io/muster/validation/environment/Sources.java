package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where values are looked for, and in which order. Immutable: each call returns a changed copy.
 *
 * <p>A variable {@code NAME} is looked up in this order; the first place that has more than whitespace wins, and the others
 * are remembered in its {@link Origin}:
 *
 * <ol>
 *   <li>{@link #override overrides}
 *   <li>the system property {@code NAME}
 *   <li>the file that {@code NAME_FILE} names
 *   <li>the environment
 *   <li>the {@link #secretsDirectory secrets directory}
 *   <li>sources that were {@link #add added}, such as a vault
 *   <li>the {@link #envFile .env file}, and what its own {@code NAME_FILE} names
 *   <li>the default of the declaration
 * </ol>
 *
 * <p>{@code NAME_FILE} is not looked at where it is a declared variable itself, nor for a name that ends in
 * {@code _FILE}.
 */
public final class Sources {
    private final List<Source> before;
    private final List<Source> environment;
    private final List<Source> after;
    private final List<Source> last;
    private Conflicts conflicts = Conflicts.FILE_FIRST;
    private boolean envFileInProduction;

    private Sources(List<Source> before, List<Source> environment, List<Source> after, List<Source> last) {
        this.before = before;
        this.environment = environment;
        this.after = after;
        this.last = last;
    }

    private Sources with(List<Source> before, List<Source> after, List<Source> last) {
        var copy = new Sources(before, environment, after, last);
        copy.conflicts = conflicts;
        copy.envFileInProduction = envFileInProduction;
        return copy;
    }

    /** System properties, files named by {@code NAME_FILE}, and the environment of this process. */
    public static Sources standard() {
        return new Sources(List.of(Source.systemProperties()), List.of(Source.environment()), List.of(), List.of());
    }

    /** These values in place of the environment of this process, and no system properties: for tests. */
    public static Sources environment(Map<String, String> values) {
        return new Sources(List.of(), List.of(Source.map("environment", values)), List.of(), List.of());
    }

    /** These alone, in this order. */
    public static Sources of(Source first, Source... others) {
        var all = new ArrayList<Source>(List.of(others));
        all.add(0, requireNonNull(first, "first"));
        return new Sources(all, List.of(), List.of(), List.of());
    }

    /** These values count before all others. */
    public Sources override(Map<String, String> values) {
        return with(joined(List.of(Source.map("override", values)), before), after, last);
    }

    /** The files of this folder, each named as a variable in upper or lower case, such as {@code /run/secrets}. */
    public Sources secretsDirectory(Path folder) {
        return add(Source.directory(folder));
    }

    /** One more place to look in, after the environment and before the {@code .env} file. */
    public Sources add(Source source) {
        requireNonNull(source, "source");
        return with(before, joined(after, List.of(source)), last);
    }

    /**
     * A file of {@code NAME=value} lines, which need not exist. It never overrides the environment.
     *
     * <p>Its grammar stands in the guide to the environment; {@code ${NAME}} in it is not replaced. Where the profile is
     * {@code production}, it is refused, unless {@link #envFileInProduction} allows it.
     */
    public Sources envFile(Path file) {
        return envFile(Source.envFile(file));
    }

    /** The same, with {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME-default}}, {@code ${NAME:?}} replaced. */
    public Sources interpolatedEnvFile(Path file) {
        Source names = environment.isEmpty() ? Source.environment() : environment.get(0);
        return envFile(new EnvFileSource(file, names));
    }

    private Sources envFile(Source source) {
        return with(before, after, joined(last, List.of(source)));
    }

    /** Allows a {@code .env} file in production too. */
    public Sources envFileInProduction() {
        Sources copy = with(before, after, last);
        copy.envFileInProduction = true;
        return copy;
    }

    /** What is wrong with reading a {@code .env} file in these profiles. */
    Optional<Finding> misplaced(Profiles profiles) {
        boolean refused = !envFileInProduction && profiles.said() && profiles.production();
        return last.stream()
                .filter(file -> refused && !file.names().isEmpty())
                .findFirst()
                .map(file -> Finding.error(Failure.CONFIGURATION, file.name(), "is read in production")
                        .code(Codes.ENV_FILE_IN_PRODUCTION)
                        .fix("set the variables where the service is deployed, and leave the file out of the image"));
    }

    /** What holds where both {@code NAME} and {@code NAME_FILE} are set. Default: {@link Conflicts#FILE_FIRST}. */
    public Sources conflicts(Conflicts policy) {
        requireNonNull(policy, "policy");
        Sources copy = with(before, after, last);
        copy.conflicts = policy;
        return copy;
    }

    Conflicts conflicts() {
        return conflicts;
    }

    /** Every place to look in, first to last. */
    List<Source> ordered() {
        UnaryOperator<List<Source>> paired = sources -> sources.stream()
                .flatMap(source -> conflicts == Conflicts.ENVIRONMENT_FIRST
                        ? Stream.of(source, Source.files(source))
                        : Stream.of(Source.files(source), source))
                .toList();
        return Stream.of(before, paired.apply(environment), after, paired.apply(last))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Source> joined(List<Source> some, List<Source> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The names of the places, first to last. */
    @Override
    public String toString() {
        return ordered().stream().map(Source::name).toList().toString();
    }
}
