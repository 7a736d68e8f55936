package io.muster.validation.environment;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How numbers, booleans and durations are read. Each looks at a bounded part of its text. */
final class NumberTypes {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0");
    /** Bounded, and without an exponent: {@code 1e999999999} is a denial of service. */
    private static final int MOST_DIGITS = 30;

    private static final Map<String, Duration> DURATION_UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Integer> SIZE_SHIFTS =
            Map.of("", 0, "b", 0, "k", 10, "kb", 10, "kib", 10, "m", 20, "mb", 20, "mib", 20, "g", 30);
    private static final Map<String, Integer> LARGE_SHIFTS = Map.of("gb", 30, "gib", 30, "t", 40, "tb", 40, "tib", 40);

    private NumberTypes() {}

    static int integer(String text) throws Rejected {
        try {
            return Integer.parseInt(bounded(text));
        } catch (NumberFormatException e) {
            throw Rejected.malformed("is not an integer of at most 32 bits", "set a whole number");
        }
    }

    static long longInteger(String text) throws Rejected {
        try {
            return Long.parseLong(bounded(text));
        } catch (NumberFormatException e) {
            throw Rejected.malformed("is not an integer of at most 64 bits", "set a whole number");
        }
    }

    private static String bounded(String text) {
        return text.length() > MOST_DIGITS ? "" : text;
    }

    static BigDecimal decimal(String text) throws Rejected {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = text.indexOf('.');
        String whole = text.substring(sign, point < sign ? text.length() : point);
        String fraction = point < sign ? "0" : text.substring(point + 1);
        if (!digits(whole) || !digits(fraction)) {
            throw Rejected.malformed("is not a decimal number", "write digits and a point, such as 0.25");
        }
        return new BigDecimal(text);
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static boolean bool(String text) throws Rejected {
        String folded = bounded(text).toLowerCase(Locale.ROOT);
        if (!TRUE.contains(folded) && !FALSE.contains(folded)) {
            throw Rejected.malformed("is neither true nor false", "set true or false");
        }
        return TRUE.contains(folded);
    }

    static Duration duration(String text) throws Rejected {
        String folded = bounded(text).toLowerCase(Locale.ROOT);
        int split = endOfDigits(folded);
        Duration unit = DURATION_UNITS.get(folded.substring(split).stripLeading());
        if (unit != null && split > 0 && split < 10) {
            return unit.multipliedBy(Long.parseLong(folded.substring(0, split)));
        }
        try {
            Duration parsed = Duration.parse(bounded(text));
            if (!parsed.isNegative()) {
                return parsed;
            }
        } catch (DateTimeException e) {
            // said below, without the text that the exception holds
        }
        throw Rejected.malformed("is not a duration", "set a number and a unit, such as 250ms, 30s, 5m, 2h or 1d");
    }

    static String print(Duration duration) {
        boolean wholeSeconds = duration.getNano() == 0 && duration.getSeconds() < 1_000_000_000;
        return wholeSeconds ? duration.getSeconds() + "s" : duration.toString();
    }

    static long size(String text) throws Rejected {
        String folded = bounded(text).toLowerCase(Locale.ROOT);
        int split = endOfDigits(folded);
        String unit = folded.substring(split).stripLeading();
        Integer shift = SIZE_SHIFTS.getOrDefault(unit, LARGE_SHIFTS.get(unit));
        if (shift != null && split > 0) {
            try {
                return Math.multiplyExact(Long.parseLong(folded.substring(0, split)), 1L << shift);
            } catch (NumberFormatException | ArithmeticException e) {
                throw Rejected.malformed("is a data size of more than 63 bits", "set a smaller one");
            }
        }
        throw Rejected.malformed("is not a data size", "set a number and a unit, such as 512KB, 10MB or 2GB");
    }

    static String printSize(long bytes) {
        if (bytes > 0 && bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "MB";
        }
        return bytes > 0 && bytes % (1L << 10) == 0 ? (bytes >> 10) + "KB" : String.valueOf(bytes);
    }

    private static int endOfDigits(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
