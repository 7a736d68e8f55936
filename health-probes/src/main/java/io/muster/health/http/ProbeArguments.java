package io.muster.health.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the probe command was told.
 *
 * @param target what to ask
 * @param timeout the longest that one question may take
 * @param patience how long to go on asking until it passes; zero for once
 * @param help whether only the usage is wanted
 */
record ProbeArguments(URI target, Duration timeout, Duration patience, boolean help) {
    static final String USAGE = """
            usage: java -cp APP io.muster.health.http.ProbeCommand [OPTION]... [URL]
            Asks one probe. Exit code 0: it answered 200. Exit code 1: it did not.

              URL             what to ask (default: http://127.0.0.1:8081/readyz)
              --timeout TIME  longest that one answer may take, such as 500ms or 2s (default: 2s)
              --wait TIME     ask again until it passes, for so long (default: ask once)
              --help          say this

            HEALTHCHECK CMD ["java", "-XX:TieredStopAtLevel=1", "-cp", "/app.jar", \
            "io.muster.health.http.ProbeCommand"]
            """;

    private static final String DEFAULT_TARGET = "http://127.0.0.1:8081/readyz";
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they make no sense, with what is wrong
     */
    static ProbeArguments of(List<String> arguments) {
        String target = DEFAULT_TARGET;
        Duration timeout = Duration.ofSeconds(2);
        Duration patience = Duration.ZERO;
        boolean help = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String next = rest.next();
            switch (next) {
                case "--help", "-h" -> help = true;
                case "--timeout" -> timeout = time(next, rest);
                case "--wait" -> patience = time(next, rest);
                default -> {
                    if (next.startsWith("-")) {
                        throw new IllegalArgumentException("'" + next + "' is no option; see --help");
                    }
                    target = next;
                }
            }
        }
        return new ProbeArguments(url(target), timeout, patience, help);
    }

    private static URI url(String text) {
        try {
            var url = new URI(text);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (http && url.getHost() != null && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no URL such as " + DEFAULT_TARGET, e);
        }
        throw new IllegalArgumentException("'" + text + "' is no URL such as " + DEFAULT_TARGET);
    }

    private static Duration time(String option, Iterator<String> rest) {
        String text = rest.hasNext() ? rest.next() : "";
        Matcher time = TIME.matcher(text);
        if (!time.matches() || Integer.parseInt(time.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "'" + option + "' needs a time such as 500ms, 2s or 1m, not '" + text + "'");
        }
        long amount = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
