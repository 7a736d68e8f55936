package io.muster.health.dialect;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a caller asks a dialect. Immutable.
 *
 * @param path the path below the dialect's mount, decoded; empty for the mount itself
 * @param details whether the caller may learn more than names and states
 * @param verbose whether a line for each check is wanted
 * @param excluded the names of checks that do not count
 */
public record Question(String path, boolean details, boolean verbose, List<String> excluded) {
    /** Copies the list. */
    public Question {
        requireNonNull(path, "path");
        excluded = List.copyOf(excluded);
    }

    /** A question without parameters. */
    public static Question at(String path, boolean details) {
        return new Question(path, details, false, List.of());
    }

    /** What follows {@code /parent/}; empty when the path is not below it. */
    String below(String parent) {
        return path.startsWith(parent + "/") ? path.substring(parent.length() + 1) : "";
    }
}
