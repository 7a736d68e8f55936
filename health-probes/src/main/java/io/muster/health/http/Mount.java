package io.muster.health.http;

import io.muster.health.dialect.Dialect;
import java.util.regex.Pattern;

/**
 * A dialect and where it is said.
 *
 * @param prefix what its paths begin with; empty for the root
 * @param dialect what is said there
 */
record Mount(String prefix, Dialect dialect) {
    private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~+-]+)*");

    /** Refuses what is no prefix. */
    Mount {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix '" + prefix + "' must look like /health or /api/v1/health, or be empty for the root");
        }
    }
}
