package io.muster.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say letter by letter what is rendered; {@code -Dgolden.update=true} writes them anew, to be read and kept. */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "io", "muster", "validation");

    private Golden() {}

    /** Compares {@code actual} with the file of this name. */
    public static void verify(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, actual);
            }
            assertThat(actual).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
