package io.muster.health.conformance;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as it came over the wire.
 *
 * @param status the HTTP status
 * @param headers the headers, their names in lower case; of several of one name the last
 * @param body the body, or as much of it as was read: one character for each byte
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final int LONGEST_LINE = 8_192;

    /** Reads one answer, of its body {@code most} bytes. */
    static RawAnswer read(InputStream in, int most) throws IOException {
        String statusLine = line(in);
        Matcher matcher = STATUS_LINE.matcher(statusLine);
        if (!matcher.matches()) {
            throw new IOException("no HTTP status line, but: " + statusLine);
        }
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String length = headers.getOrDefault("content-length", "");
        int wanted = length.matches("[0-9]{1,9}") ? Math.min(most, Integer.parseInt(length)) : most;
        String body = new String(in.readNBytes(wanted), StandardCharsets.ISO_8859_1);
        return new RawAnswer(Integer.parseInt(matcher.group(1)), headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException(
                        c < 0 ? "the connection ended within a line" : "a line of more than " + LONGEST_LINE);
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
