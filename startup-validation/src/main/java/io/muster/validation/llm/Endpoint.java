package io.muster.validation.llm;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where a provider is asked. Immutable.
 *
 * @param base the base URL
 * @param standard whether it is the provider's own
 */
record Endpoint(URI base, boolean standard) {
    private static final Pattern PRIVATE = Pattern.compile("localhost|.*\\.(?:localhost|local|internal|lan)"
            + "|(?:127\\.\\d+|10\\.\\d+|192\\.168|172\\.(?:1[6-9]|2\\d|3[01]))\\.\\d+\\.\\d+"
            + "|\\[::1]|\\[f[cd].*|[^.:]+");

    /** Whether it is on this machine or in this network, where a key may not be needed. */
    boolean local() {
        String authority = base.getRawAuthority() == null ? "" : base.getRawAuthority();
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        return !standard && PRIVATE.matcher(host).matches();
    }
}
