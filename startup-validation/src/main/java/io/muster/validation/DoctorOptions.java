package io.muster.validation;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a command line asks of the doctor.
 *
 * @param offline whether nothing is opened
 * @param strict whether warnings fail too
 * @param help whether only the help is wanted
 * @param format how the report is said
 * @param skipped names of components, and codes
 */
record DoctorOptions(boolean offline, boolean strict, boolean help, ReportFormat format, Set<String> skipped) {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,5}-\\d{3}");

    /** Whether this is a code, and not the name of a component. */
    static boolean isCode(String skipped) {
        return CODE.matcher(skipped).matches();
    }

    /**
     * Reads the arguments; an option's value follows it, or {@code =}.
     *
     * @throws IllegalArgumentException if there is one that nobody knows
     */
    static DoctorOptions parse(String... arguments) {
        boolean offline = false;
        boolean strict = false;
        boolean help = false;
        ReportFormat format = ReportFormat.TEXT;
        var skipped = new TreeSet<String>();
        Iterator<String> rest = Arrays.stream(arguments)
                .flatMap(argument -> argument.startsWith("--") && argument.contains("=")
                        ? List.of(argument.split("=", 2)).stream()
                        : List.of(argument).stream())
                .iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--check" -> {
                    // that is why we are here
                }
                case "--offline" -> offline = true;
                case "--strict" -> strict = true;
                case "--help" -> help = true;
                case "--format" -> format = format(value(option, rest));
                case "--skip" -> skipped.addAll(List.of(value(option, rest).split(",", -1)));
                default -> throw new IllegalArgumentException("unknown option '" + option + "'");
            }
        }
        return new DoctorOptions(offline, strict, help, format, skipped);
    }

    /** A copy that leaves out these too, between commas. */
    DoctorOptions skippingToo(String names) {
        var all = new TreeSet<>(skipped);
        Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(all::add);
        return new DoctorOptions(offline, strict, help, format, all);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("option '" + option + "' needs a value");
        }
        return rest.next();
    }

    private static ReportFormat format(String name) {
        for (ReportFormat format : ReportFormat.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("unknown format '" + name + "'; formats are text, json and github");
    }
}
