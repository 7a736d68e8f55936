package io.muster.validation.host;

import java.util.Locale;

/** Amounts of bytes as people say them. */
final class Bytes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Bytes() {}

    /** In decimal units, three digits or more: {@code 4.29 GB}. */
    static String shown(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1_000 && unit < UNITS.length - 1) {
            amount /= 1_000;
            unit++;
        }
        int decimals = unit == 0 || amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", amount, UNITS[unit]);
    }
}
