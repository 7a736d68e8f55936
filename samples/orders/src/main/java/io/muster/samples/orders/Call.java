package io.muster.samples.orders;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What of a request the API looks at, whatever server took it.
 *
 * @param method such as GET
 * @param path decoded, without the query
 * @param idempotencyKey the header of this name; null without it
 * @param body read once
 */
record Call(String method, String path, @Nullable String idempotencyKey, InputStream body) {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
}
