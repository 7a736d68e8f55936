package io.muster.health.http;

import io.muster.health.dialect.Question;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** Reads questions out of requests; what it does not know it skips. */
final class Questions {
    static final int LONGEST_QUERY = 4_096;

    private Questions() {}

    /**
     * A question with the parameters of a query: {@code verbose} by presence, {@code exclude} as often as it is there.
     *
     * @throws IllegalArgumentException if the percent-encoding is broken
     */
    static Question of(String path, boolean details, String query) {
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
        return new Question(path, details, verbose, excluded);
    }

    /**
     * A path without its percent-encoding; a plus is a plus.
     *
     * @throws IllegalArgumentException if the percent-encoding is broken
     */
    static String decoded(String path) {
        return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
