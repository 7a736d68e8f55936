package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a server listens, and how.
 *
 * @param port the port; 0 for any free one
 * @param address the address, resolved when it opens
 * @param tls the key, for HTTPS
 */
record Listening(int port, String address, Optional<SSLContext> tls) {
    private static final int BACKLOG = 256;
    private static final int HIGHEST_PORT = 65_535;

    static Listening on(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("probe port must be 0 to " + HIGHEST_PORT + ": " + port);
        }
        return new Listening(port, "0.0.0.0", Optional.empty());
    }

    Listening bind(String other) {
        return new Listening(port, requireNonNull(other, "address"), tls);
    }

    Listening tls(SSLContext context) {
        return new Listening(port, address, Optional.of(context));
    }

    /** Takes the port. */
    HttpServer open() throws IOException {
        var socket = new InetSocketAddress(address, port);
        if (socket.isUnresolved()) {
            throw new FailureException(
                    Failure.CONFIGURATION,
                    "'probe server': address '" + address + "' is unknown; bind to an IP address");
        }
        try {
            return tls.isPresent() ? https(socket, tls.get()) : HttpServer.create(socket, BACKLOG);
        } catch (BindException e) {
            throw new FailureException(
                    Failure.CONFIGURATION,
                    "'probe server': port " + port + " of " + address + " cannot be taken: " + e.getMessage() + "; "
                            + advice(String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** What to do, by the words of the operating system. */
    private String advice(String cause) {
        if (cause.startsWith("Cannot assign requested address")) {
            return "this machine does not have that address; bind to one that it has, or to 0.0.0.0 for all";
        }
        if (cause.startsWith("Permission denied")) {
            return "ports below 1024 are privileged; take a higher one";
        }
        return "look for who has it with: ss -ltnp 'sport = :" + port + "'";
    }

    private static HttpServer https(InetSocketAddress socket, SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(socket, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }
}
