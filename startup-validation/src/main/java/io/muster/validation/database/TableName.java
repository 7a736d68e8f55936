package io.muster.validation.database;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a table as SQL has it, {@code name} or {@code schema.name}, in double quotes where case counts. */
record TableName(Optional<String> schema, String table) {
    /** How a database keeps a name that was written without quotes. */
    enum Folding {
        LOWER,
        UPPER,
        NONE
    }

    private static final int LONGEST = 200;
    private static final String PART = "([A-Za-z_][A-Za-z0-9_$]*|\"[^\"\\x00-\\x1f]+\")";
    private static final Pattern NAME = Pattern.compile("(?:" + PART + "\\.)?" + PART);
    private static final Pattern IDENTIFIER = Pattern.compile(PART);

    /** Refuses what is no table's name, since names become part of statements. */
    static TableName of(String text) {
        Matcher matcher = NAME.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no table name; write name or schema.name");
        }
        return new TableName(Optional.ofNullable(matcher.group(1)), matcher.group(2));
    }

    /** Refuses what is no column's or extension's name. */
    static String identifier(String text, String what) {
        if (text.length() > LONGEST || !IDENTIFIER.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no " + what + " name");
        }
        return text;
    }

    /** The identifier as the database keeps it. */
    static String stored(String identifier, Folding folding) {
        if (identifier.startsWith("\"")) {
            return identifier.substring(1, identifier.length() - 1);
        }
        return switch (folding) {
            case LOWER -> identifier.toLowerCase(Locale.ROOT);
            case UPPER -> identifier.toUpperCase(Locale.ROOT);
            case NONE -> identifier;
        };
    }

    @Override
    public String toString() {
        return schema.map(name -> name + ".").orElse("") + table;
    }
}
