package io.muster.validation.service;

import java.time.Instant;
import java.util.Optional;

/**
 * What a web server answered: hostile input. Immutable.
 *
 * @param status the HTTP status
 * @param body its beginning
 * @param date the server's clock; empty when it says nothing that can be read
 * @param expiry when the server's certificate expires; empty without TLS
 */
record Page(int status, String body, Optional<Instant> date, Optional<Instant> expiry) {
    boolean ok() {
        return status >= 200 && status < 300;
    }
}
