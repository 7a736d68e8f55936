package io.muster.validation.database;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** A version of numbers between dots or underscores, as migrations and extensions have it. */
record Version(String text) implements Comparable<Version> {
    private static final Pattern SHAPE = Pattern.compile("\\d{1,40}(?:[._]\\d{1,40}){0,20}");
    private static final Pattern SEPARATOR = Pattern.compile("[._]");

    /** Refuses what cannot be compared. */
    static Version of(String text) {
        if (!comparable(text)) {
            throw new IllegalArgumentException("'" + text + "' is no version; write numbers between dots, as in 1.2.3");
        }
        return new Version(text);
    }

    static boolean comparable(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** Number by number; what is not there counts as 0. */
    @Override
    public int compareTo(Version other) {
        String[] mine = SEPARATOR.split(text);
        String[] theirs = SEPARATOR.split(other.text);
        for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
            int compared = number(mine, i).compareTo(number(theirs, i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static BigInteger number(String[] parts, int index) {
        return index < parts.length ? new BigInteger(parts[index]) : BigInteger.ZERO;
    }

    @Override
    public String toString() {
        return text;
    }
}
