package io.muster.health.dialect;

import static java.util.Objects.requireNonNull;

/**
 * A snapshot said in some dialect. Immutable.
 *
 * @param passed whether the probe passes: 200 rather than 503
 * @param contentType the media type of the body
 * @param body what is said
 */
public record Answer(boolean passed, String contentType, String body) {
    /** Refuses nulls. */
    public Answer {
        requireNonNull(contentType, "content type");
        requireNonNull(body, "body");
    }
}
