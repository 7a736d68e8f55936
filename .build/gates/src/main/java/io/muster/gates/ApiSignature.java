package io.muster.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The public API of a module as a committed text, so that every change of it is a visible line in a diff.
 *
 * <p>The file is {@code api/<artifactId>.txt} in the module's folder.
 */
public final class ApiSignature {

    /** Set to {@code true} to write the file instead of comparing with it. */
    static final String UPDATE = "api.update";

    private ApiSignature() {}

    /** Fails with the difference, and with the command that accepts it, unless the API is the committed one. */
    public static void check(String artifactId) {
        check(artifactId, Path.of(""), Boolean.getBoolean(UPDATE));
    }

    static void check(String artifactId, Path module, boolean update) {
        Path file = module.resolve("api").resolve(artifactId + ".txt");
        List<String> actual = ApiText.of(ApiClasses.in(module.resolve("target").resolve("classes")));
        try {
            if (update) {
                Files.createDirectories(file.getParent());
                Files.write(file, actual);
                return;
            }
            List<String> committed = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (!committed.equals(actual)) {
                throw new AssertionError(message(artifactId, committed, actual));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    private static String message(String artifactId, List<String> committed, List<String> actual) {
        return "the public API of '" + artifactId + "' is not the committed one (- committed, + actual):\n\n"
                + String.join("\n", LineDiff.of(committed, actual))
                + "\n\nIf this is meant, accept it and commit the file:\n"
                + "  mvn test -pl :" + artifactId + " -am -Dtest=ApiSignatureTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -D" + UPDATE + "=true\n";
    }
}
