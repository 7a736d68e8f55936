package io.muster.health.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The two parameters that the text dialect knows.
 *
 * @param verbose whether a line for each check is wanted: the key is there, whatever its value
 * @param excluded the names of checks that do not count
 */
record Query(boolean verbose, List<String> excluded) {
    /**
     * Reads a query; what it does not know it skips.
     *
     * @throws IllegalArgumentException if the percent-encoding is broken
     */
    static Query of(String query) {
        boolean verbose = false;
        var excluded = new ArrayList<String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            verbose |= name.equals("verbose");
            if (name.equals("exclude") && equals >= 0) {
                excluded.add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new Query(verbose, List.copyOf(excluded));
    }
}
