package io.muster.health.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mounts a {@link ProbeHandler} in the JDK's HTTP server. */
final class Exchanges implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(ProbeServer.class);
    private static final long NO_BODY = -1;

    private final ProbeHandler handler;

    Exchanges(ProbeHandler handler) {
        this.handler = handler;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (IOException e) {
            // balancers reset the connection as soon as they have read the status line
            log.trace("a probe went away", e);
        }
    }

    private ProbeResponse answer(HttpExchange exchange) {
        try {
            var uri = exchange.getRequestURI();
            InetAddress remote = exchange.getRemoteAddress().getAddress();
            return handler.handle(new ProbeRequest(
                    exchange.getRequestMethod(),
                    uri.getRawPath() == null ? "" : uri.getRawPath(),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    exchange.getRequestHeaders(),
                    Optional.ofNullable(remote)));
        } catch (RuntimeException e) {
            log.error("a probe could not be answered; this is a bug in Muster", e);
            return ProbeResponse.error(503, "unavailable");
        }
    }

    private static void send(HttpExchange exchange, ProbeResponse response) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(response.status(), NO_BODY);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
