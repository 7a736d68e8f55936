package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A document made from a declaration, and the check that a committed copy still says the same. Immutable; it holds no
 * secret, since declarations have none.
 *
 * <pre>{@code
 * assertThat(Generated.envExample(VARIABLES).drift(Path.of(".env.example"))).isEmpty();
 * }</pre>
 */
public final class Generated {
    private final String text;
    private final boolean part;

    private Generated(String text, boolean part) {
        this.text = requireNonNull(text, "text");
        this.part = part;
    }

    /**
     * A {@code .env.example}: defaults and examples as values, secrets empty, what is optional commented out, and above
     * each variable its type, rules and the command that generates it.
     */
    public static Generated envExample(Variables variables) {
        return new Generated(new EnvExample().render(variables.whole()), false);
    }

    /** A Markdown table for each group; the file of which it is a part may hold more. */
    public static Generated markdown(Variables variables) {
        return new Generated(new MarkdownTable().render(variables.whole()), true);
    }

    /**
     * A JSON Schema (2020-12) of the resolved values: secrets are {@code writeOnly}, conditions are {@code if} and
     * {@code then}. What a schema cannot say stands in a {@code $comment}.
     */
    public static Generated jsonSchema(Variables variables) {
        return new Generated(new JsonSchema(variables.whole()).render(), false);
    }

    /** The document, each line ended by a newline. */
    public String text() {
        return text;
    }

    /**
     * Writes the document.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, text);
    }

    /**
     * What is different in a committed copy, for people: its first line that is not as generated; empty when nothing is.
     * Text that only the copy has is not shown, since it may be a secret.
     *
     * @throws IOException if the file cannot be read
     */
    public Optional<String> drift(Path committed) throws IOException {
        String name = "'" + committed.getFileName() + "'";
        String copy;
        try {
            copy = Files.readString(committed).replace("\r\n", "\n");
        } catch (NoSuchFileException e) {
            return Optional.of(name + " does not exist; write it with Generated.write");
        }
        if (part && copy.contains(text)) {
            return Optional.empty();
        }
        if (part) {
            return Optional.of(name + " does not hold the generated part; put this into it:\n" + text);
        }
        List<String> generated = List.of(text.split("\n", -1));
        List<String> found = List.of(copy.split("\n", -1));
        for (int i = 0; i < Math.max(generated.size(), found.size()); i++) {
            if (i >= generated.size()) {
                return Optional.of(name + " should end before line " + (i + 1) + "; write it anew");
            }
            if (i >= found.size() || !generated.get(i).equals(found.get(i))) {
                return Optional.of(name + " line " + (i + 1) + " should be '" + generated.get(i) + "'; write it anew");
            }
        }
        return Optional.empty();
    }

    /** The document. */
    @Override
    public String toString() {
        return text;
    }
}
