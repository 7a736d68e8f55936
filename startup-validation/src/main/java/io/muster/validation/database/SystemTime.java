package io.muster.validation.database;

import java.util.function.LongSupplier;

/** The machine's own time in milliseconds since 1970. */
enum SystemTime implements LongSupplier {
    INSTANCE;

    @Override
    public long getAsLong() {
        return System.currentTimeMillis();
    }
}
