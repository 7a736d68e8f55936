package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mounts a {@link ProbeHandler} in an HTTP server of the JDK: {@code server.createContext("/", ...)}. Thread-safe. */
public final class ProbeExchanges implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(ProbeExchanges.class);
    private static final long NO_BODY = -1;

    private final ProbeHandler handler;

    /** Mounts {@code handler}. */
    public ProbeExchanges(ProbeHandler handler) {
        this.handler = requireNonNull(handler, "handler");
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            send(exchange, handler.handle(request(exchange)));
        } catch (IOException e) {
            // balancers reset the connection as soon as they have read the status line
            log.trace("a probe went away", e);
        }
    }

    private static ProbeRequest request(HttpExchange exchange) {
        var uri = exchange.getRequestURI();
        InetAddress remote = exchange.getRemoteAddress().getAddress();
        return new ProbeRequest(
                exchange.getRequestMethod(),
                uri.getRawPath() == null ? "" : uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                exchange.getRequestHeaders(),
                Optional.ofNullable(remote));
    }

    private static void send(HttpExchange exchange, ProbeResponse response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(response.length()));
            exchange.sendResponseHeaders(response.status(), NO_BODY);
        } else {
            exchange.sendResponseHeaders(response.status(), response.length());
            response.writeTo(exchange.getResponseBody());
        }
    }
}
