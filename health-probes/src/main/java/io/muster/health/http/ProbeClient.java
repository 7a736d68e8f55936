package io.muster.health.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks one probe over a connection of its own, as HTTP/1.0: the shortest way to a status, quick to load in a process that
 * lives for one question.
 */
final class ProbeClient {
    private static final int MOST_BYTES = 16_384;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: [^\\r\\n]*)?\\r?\\n");

    private ProbeClient() {}

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body the body, or its beginning
     */
    record Reply(int status, String body) {}

    /** Asks, each step within {@code timeout}. */
    static Reply ask(URI target, Duration timeout) throws IOException {
        boolean tls = target.getScheme().equals("https");
        int port = target.getPort() >= 0 ? target.getPort() : tls ? 443 : 80;
        int millis = (int) timeout.toMillis();
        try (var plain = new Socket()) {
            plain.setSoTimeout(millis);
            plain.connect(new InetSocketAddress(target.getHost(), port), millis);
            if (!tls) {
                return exchange(plain, target);
            }
            try (Socket secure = secured(plain, target.getHost(), port)) {
                return exchange(secure, target);
            }
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        var secure =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        return secure;
    }

    private static Reply exchange(Socket socket, URI target) throws IOException {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String request = "GET " + path + query + " HTTP/1.0\r\nHost: " + target.getRawAuthority()
                + "\r\nUser-Agent: muster-probe\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String answer = new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        Matcher status = STATUS.matcher(answer);
        if (!status.lookingAt()) {
            throw new IOException("no HTTP answer");
        }
        int body = answer.indexOf("\r\n\r\n");
        return new Reply(Integer.parseInt(status.group(1)), body < 0 ? "" : answer.substring(body + 4));
    }
}
