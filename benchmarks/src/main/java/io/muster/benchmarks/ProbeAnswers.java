package io.muster.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads one answer after the other off a connection, with as little work as there can be: the callers share the machine. */
final class ProbeAnswers {
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final String END = "\r\n\r\n";
    private static final int AFTER_VERSION = "HTTP/1.1 ".length();
    private static final int DIGITS = 3;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    ProbeAnswers(InputStream in) {
        this.in = in;
    }

    /** The status of the next answer, once all of it is there; nothing comes behind it before the next request. */
    int status() throws IOException {
        filled = 0;
        int end = -1;
        while (end < 0) {
            fill();
            end = text().indexOf(END);
        }
        int body = end + END.length();
        String head = text().substring(0, body).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (length >= 0) {
            int digits = length + LENGTH.length();
            int all = body + Integer.parseInt(head.substring(digits, head.indexOf('\r', digits)));
            in.skipNBytes(all - filled);
        } else if (head.contains(CHUNKED)) {
            while (!text().endsWith(LAST_CHUNK)) {
                fill();
            }
        }
        return Integer.parseInt(head.substring(AFTER_VERSION, AFTER_VERSION + DIGITS));
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            throw new IOException("an answer of more than " + filled + " bytes");
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new IOException("hung up");
        }
        filled += read;
    }

    private String text() {
        return new String(buffer, 0, filled, ISO_8859_1);
    }
}
