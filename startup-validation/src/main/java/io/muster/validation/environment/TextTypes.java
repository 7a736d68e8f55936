package io.muster.validation.environment;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** How text with a shape is read: constants, lists, paths, encodings. */
final class TextTypes {
    /** More than anybody writes into a variable; what is longer is not split up. */
    private static final int MOST_ITEMS = 10_000;

    private TextTypes() {}

    /** The constants of an enum by their names. */
    static final class Enumeration<E extends Enum<E>> implements Type.Parser<E> {
        private final E[] constants;

        Enumeration(Class<E> type) {
            constants = type.getEnumConstants();
        }

        @Override
        public E parse(String text) throws Rejected {
            for (E constant : constants) {
                String name = constant.name();
                if (text.length() == name.length() && name.equalsIgnoreCase(text.replace('-', '_'))) {
                    return constant;
                }
            }
            throw Rejected.malformed(
                    "must be one of " + String.join(", ", names()) + NearName.ofValue(text, names()),
                    "set one of them");
        }

        List<String> names() {
            return Stream.of(constants).map(Enumeration::name).toList();
        }

        static String name(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    static <T> List<T> list(Type<T> item, String text) throws Rejected {
        if (text.isBlank()) {
            // only where an empty value is allowed does one come here
            return List.of();
        }
        String[] parts = text.split(",", MOST_ITEMS + 1);
        if (parts.length > MOST_ITEMS) {
            throw Rejected.malformed("has more than " + MOST_ITEMS + " values", "set fewer");
        }
        var values = new ArrayList<T>(parts.length);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.isEmpty()) {
                throw Rejected.malformed("has an empty value at position " + (i + 1), "remove the comma too many");
            }
            try {
                values.add(item.parse(part));
            } catch (Rejected e) {
                throw new Rejected(e.code(), "has at position " + (i + 1) + " what " + e.message(), e.fix());
            }
        }
        return List.copyOf(values);
    }

    static Path path(String text) throws Rejected {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw Rejected.malformed("is not a path", "set the path of a file or directory");
        }
    }

    static UUID uuid(String text) throws Rejected {
        boolean shaped = text.length() == 36;
        for (int i = 0; shaped && i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            shaped = dash ? text.charAt(i) == '-' : Character.digit(text.charAt(i), 16) >= 0;
        }
        if (!shaped) {
            throw Rejected.malformed("is not a UUID", "set one as uuidgen prints it");
        }
        return UUID.fromString(text);
    }

    static String hex(String text, int bytes) throws Rejected {
        boolean fits = text.length() == 2 * bytes && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (!fits) {
            throw Rejected.malformed("is not made of " + 2 * bytes + " hex digits", "openssl rand -hex " + bytes);
        }
        return text;
    }

    static String base64(String text, int bytes) throws Rejected {
        String plain = text.replace('-', '+').replace('_', '/');
        try {
            int decoded = Base64.getDecoder().decode(plain.getBytes(StandardCharsets.ISO_8859_1)).length;
            if (decoded >= bytes) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text that the exception may hold
        }
        throw Rejected.malformed("is not Base64 of at least " + bytes + " bytes", "openssl rand -base64 " + bytes);
    }
}
