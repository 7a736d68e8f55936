package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the file that {@code NAME_FILE} names.
 *
 * <p>The path is never printed: people put the secret itself there by mistake.
 */
record FileSource(Source pointers, ValueFile.Opener opener) implements Source {
    static final String SUFFIX = "_FILE";

    FileSource(Source pointers) {
        this(pointers, Files::newInputStream);
    }

    @Override
    public String name() {
        return "files named by " + pointers.name();
    }

    @Override
    public Optional<Sourced> find(String variable) throws Exception {
        String pointer = variable + SUFFIX;
        Optional<Sourced> path =
                pointers.find(pointer).filter(found -> !found.text().isBlank());
        if (path.isEmpty() || variable.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(path.get().text().strip());
            return Optional.of(new Sourced(ValueFile.value(file, opener), "file named by " + pointer));
        } catch (InvalidPathException e) {
            throw unreadable(variable, Failure.CONFIGURATION, "has no valid path", "set " + pointer + " to a path");
        } catch (ValueFile.Unreadable e) {
            throw unreadable(variable, e.failure(), e.message(), e.fix());
        }
    }

    private static FailureException unreadable(String variable, Failure failure, String what, String fix) {
        String message = "the file named by " + variable + SUFFIX + " " + what;
        return new FailureException(
                "a file cannot be read",
                List.of(Finding.error(failure, variable, message)
                        .code(Codes.UNREADABLE)
                        .fix(fix)));
    }
}
