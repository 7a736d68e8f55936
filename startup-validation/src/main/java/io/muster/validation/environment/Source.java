package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A place where the values of variables come from: the process environment, files, a vault.
 *
 * <p>Implementations are thread-safe. They are read during the start alone.
 */
public interface Source {
    /** What people call it, such as {@code environment}. */
    String name();

    /**
     * The value of this variable, or empty when the source does not have it.
     *
     * @throws FailureException with findings that say what is wrong, or with the kind of failure, to be passed on
     * @throws Exception when it cannot be read; only the type of the exception is reported
     */
    Optional<Sourced> find(String variable) throws Exception;

    /** The names that it holds, to suggest the one that was meant; empty when it cannot or should not list them. */
    default Set<String> names() {
        return Set.of();
    }

    /** What is wrong or odd about the source itself, whatever variable is looked up in it; without values. */
    default List<Finding> findings() {
        return List.of();
    }

    /** The environment of this process. */
    static Source environment() {
        return map("environment", System.getenv());
    }

    /** The system properties of this JVM, as {@code -DNAME=value} sets them. */
    static Source systemProperties() {
        return new PropertySource();
    }

    /** The files that {@code NAME_FILE} in {@code names} points to, as Docker and Kubernetes mount secrets. */
    static Source files(Source names) {
        return new FileSource(requireNonNull(names, "names"));
    }

    /** The files of {@code folder}, each named as a variable in upper or lower case; the folder need not exist. */
    static Source directory(Path folder) {
        return new DirectorySource(requireNonNull(folder, "folder"));
    }

    /** The {@code NAME=value} lines of {@code file}, which need not exist; read once, when first asked. */
    static Source envFile(Path file) {
        return new EnvFileSource(requireNonNull(file, "file"), null);
    }

    /** The entries of {@code values}, copied. */
    static Source map(String name, Map<String, String> values) {
        return new MapSource(requireNonNull(name, "name"), Map.copyOf(values));
    }
}
