package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;

/** Reads a file that holds text, and tells apart everything that can be wrong with it. It never prints a path. */
final class ValueFile {
    private static final int TYPE_BITS = 0170000;
    private static final int PIPE = 0010000;

    private ValueFile() {}

    /** Opens a file; for tests, since the superuser of a machine may open all. */
    @FunctionalInterface
    interface Opener {
        InputStream open(Path file) throws IOException;
    }

    /** The text without a byte order mark, of at most {@code most} KiB. */
    static String read(Path file, int most) throws Unreadable {
        return read(file, most, Files::newInputStream);
    }

    private static String read(Path file, int most, Opener opener) throws Unreadable {
        try {
            requireReadable(file);
            byte[] bytes;
            try (InputStream in = opener.open(file)) {
                bytes = in.readNBytes(most * 1024 + 1);
            }
            if (bytes.length > most * 1024) {
                throw wrong("is larger than " + most + " KiB", "name a file that holds the value alone");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw wrong("does not exist", "mount it, or do not name it");
        } catch (AccessDeniedException e) {
            throw denied(file);
        } catch (CharacterCodingException e) {
            throw wrong("is not UTF-8 text", "write the value as text");
        } catch (IOException e) {
            throw wrong("cannot be read: " + e.getClass().getSimpleName(), "check the mount");
        }
    }

    /** One value: the text without the one newline that {@code echo} adds, and not empty. */
    static String value(Path file) throws Unreadable {
        return value(file, Files::newInputStream);
    }

    static String value(Path file, Opener opener) throws Unreadable {
        String text = read(file, 64, opener);
        int end = text.endsWith("\r\n") ? text.length() - 2 : text.endsWith("\n") ? text.length() - 1 : text.length();
        String value = text.substring(0, end);
        if (value.isBlank()) {
            throw wrong("is empty", "write the value into it with printf %s, or do not name it");
        }
        return value;
    }

    private static void requireReadable(Path file) throws IOException, Unreadable {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw wrong(
                    "is a directory",
                    "name the file in it; Docker makes a directory where the file to mount is missing");
        }
        if (attributes.isOther() && (unix(file, "mode") & TYPE_BITS) != PIPE) {
            throw wrong("is neither a file nor a pipe", "name a file that holds the value");
        }
    }

    /** Who may not read what: the two numbers that one has to bring together. */
    static Unreadable denied(Path file) {
        int user = unix(Path.of("/proc/self"), "uid");
        int owner = unix(file, "uid");
        int mode = unix(file, "mode") & ~TYPE_BITS;
        String who = user < 0 ? "" : ", which runs as uid " + user;
        String what = owner < 0 ? "" : "; it belongs to uid " + owner + " and has mode " + octal(mode);
        return new Unreadable(
                Failure.PERMISSION,
                "may not be read by this process" + who + what,
                "chmod 0444, or set uid, gid and mode where the secret is mounted");
    }

    private static String octal(int mode) {
        return String.format(Locale.ROOT, "%04o", mode);
    }

    /** An attribute that only Unix has; -1 elsewhere and where even that may not be asked. */
    private static int unix(Path file, String attribute) {
        try {
            return Files.getAttribute(file, "unix:" + attribute) instanceof Integer value ? value : -1;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return -1;
        }
    }

    private static Unreadable wrong(String message, String fix) {
        return new Unreadable(Failure.CONFIGURATION, message, fix);
    }

    /** A file cannot be used. The message completes "the file ...". */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final Failure failure;
        private final String fix;

        private Unreadable(Failure failure, String message, String fix) {
            super(message, null, false, false);
            this.failure = failure;
            this.fix = fix;
        }

        Failure failure() {
            return failure;
        }

        String message() {
            return String.valueOf(getMessage());
        }

        String fix() {
            return fix;
        }
    }
}
