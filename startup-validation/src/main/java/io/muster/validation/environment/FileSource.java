package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the file that {@code NAME_FILE} names.
 *
 * <p>The path is never printed: people put the secret itself there by mistake.
 */
record FileSource(Source pointers) implements Source {
    static final String SUFFIX = "_FILE";
    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Optional<Sourced> find(String variable) throws Exception {
        Optional<Sourced> path =
                pointers.find(variable + SUFFIX).filter(found -> !found.text().isBlank());
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String text = read(variable, path.get().text().strip());
        return Optional.of(new Sourced(text, "file named by " + variable + SUFFIX));
    }

    private static String read(String variable, String path) {
        try {
            Path file = Path.of(path);
            if (Files.isDirectory(file)) {
                throw unreadable(variable, "is a directory", "name the file in it");
            }
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            if (bytes.length > MAX_BYTES) {
                throw unreadable(variable, "is larger than 64 KiB", "name a file that holds the value alone");
            }
            return clean(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (InvalidPathException e) {
            throw unreadable(variable, "has no valid path", "set " + variable + SUFFIX + " to a path");
        } catch (NoSuchFileException e) {
            throw unreadable(variable, "does not exist", "mount it, or unset " + variable + SUFFIX);
        } catch (AccessDeniedException e) {
            throw new FailureException(
                    "a file may not be read",
                    List.of(finding(Failure.PERMISSION, variable, "may not be read by this process")
                            .fix("give its user read permission, such as mode 0444")));
        } catch (CharacterCodingException e) {
            throw unreadable(variable, "is not UTF-8 text", "write the value as text");
        } catch (IOException e) {
            throw unreadable(variable, "cannot be read: " + e.getClass().getSimpleName(), "check the mount");
        }
    }

    /** Without a byte order mark and the one newline that {@code echo} adds. */
    private static String clean(String text) {
        String value = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (value.endsWith("\r\n")) {
            return value.substring(0, value.length() - 2);
        }
        return value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
    }

    private static FailureException unreadable(String variable, String what, String fix) {
        return new FailureException(
                "a file cannot be read",
                List.of(finding(Failure.CONFIGURATION, variable, what).fix(fix)));
    }

    private static Finding finding(Failure failure, String variable, String what) {
        return Finding.error(failure, variable, "the file named by " + variable + SUFFIX + " " + what)
                .code(Codes.UNREADABLE);
    }
}
