package io.muster.validation.service;

import java.time.Instant;
import java.util.function.Supplier;

/** The machine's own wall clock. */
enum SystemTime implements Supplier<Instant> {
    INSTANCE;

    @Override
    public Instant get() {
        return Instant.now();
    }
}
