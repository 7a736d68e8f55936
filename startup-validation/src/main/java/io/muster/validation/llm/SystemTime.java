package io.muster.validation.llm;

import java.util.function.LongSupplier;

/** The machine's own monotonic time in nanoseconds. */
enum SystemTime implements LongSupplier {
    INSTANCE;

    @Override
    public long getAsLong() {
        return System.nanoTime();
    }
}
