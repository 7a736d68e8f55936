package io.muster.health.diagnostics;

import java.time.Instant;

/**
 * Somebody who probes: one address with one user agent. Immutable.
 *
 * @param address where from; {@code unknown} when the server cannot tell
 * @param userAgent what it calls itself, shortened, without control characters; empty when it does not
 * @param endpoint what it asked last
 * @param status what it was answered last
 * @param askedAt when that was
 * @param asked how often it has asked
 */
public record Prober(String address, String userAgent, String endpoint, int status, Instant askedAt, long asked) {}
