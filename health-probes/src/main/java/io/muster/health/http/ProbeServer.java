package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import io.muster.health.HealthMonitor;
import io.muster.health.Liveness;
import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.LifecycleView;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers probes on a port of its own, from before the first component starts until after the last has stopped.
 *
 * <p>Attach it to a manager; it then asks the checks of that manager by a {@link HealthMonitor}. Each option returns a
 * changed copy, so attach the last one. Thread-safe; one server accompanies one service.
 *
 * <pre>{@code
 * app.attach(ProbeServer.on(8081).prefix("/api/v1/health"));
 * }</pre>
 */
public final class ProbeServer implements Attachment {
    private static final Logger log = LoggerFactory.getLogger(ProbeServer.class);
    private static final int BACKLOG = 256;
    private static final int HIGHEST_PORT = 65_535;

    private final int wanted;
    private final String address;
    private final String prefix;
    private final Liveness liveness;
    private final Access access;
    private @Nullable HttpServer server;

    private ProbeServer(int wanted, String address, String prefix, Liveness liveness, Access access) {
        this.wanted = wanted;
        this.address = address;
        this.prefix = prefix;
        this.liveness = liveness;
        this.access = access;
    }

    /**
     * A server on {@code port} of every address; 0 takes any free one.
     *
     * @throws IllegalArgumentException if it is no port
     */
    public static ProbeServer on(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("probe port must be 0 to " + HIGHEST_PORT + ": " + port);
        }
        return new ProbeServer(port, "0.0.0.0", "/health", new Liveness(), Access.loopback());
    }

    /** A copy that listens on this address only, such as {@code 127.0.0.1}. Resolved when the server opens. */
    public ProbeServer bind(String address) {
        return new ProbeServer(wanted, requireNonNull(address, "address"), prefix, liveness, access);
    }

    /**
     * A copy with the JSON at {@code prefix} instead of {@code /health}.
     *
     * @throws IllegalArgumentException if it is not one or more {@code /name}
     */
    public ProbeServer prefix(String prefix) {
        return new ProbeServer(wanted, address, ProbeHandler.requirePrefix(prefix), liveness, access);
    }

    /** A copy that is as alive as {@code liveness} says. Default: alive as long as it answers. */
    public ProbeServer liveness(Liveness liveness) {
        return new ProbeServer(wanted, address, prefix, requireNonNull(liveness, "liveness"), access);
    }

    /** A copy that shows reasons, details and diagnostics to whom {@code access} permits it. Default: loopback only. */
    public ProbeServer details(Access access) {
        return new ProbeServer(wanted, address, prefix, liveness, requireNonNull(access, "access"));
    }

    /**
     * The port: the one that it took, or before it opens the one that it will take.
     *
     * @throws IllegalStateException if it will take any, and has not yet
     */
    public synchronized int port() {
        if (server != null) {
            return server.getAddress().getPort();
        }
        if (wanted == 0) {
            throw new IllegalStateException("the probe server has not taken a port yet; start the service first");
        }
        return wanted;
    }

    /**
     * Opens the server and its monitor; the manager does that.
     *
     * @throws FailureException if the port cannot be taken
     * @throws IllegalStateException if it accompanies a service already
     */
    @Override
    public synchronized AutoCloseable open(LifecycleView view) throws IOException {
        if (server != null) {
            throw new IllegalStateException(
                    "the probe server on port " + server.getAddress().getPort() + " accompanies a service already");
        }
        var properties = ServerProperties.set();
        HttpServer opened = listen();
        server = opened;
        HealthMonitor monitor = HealthMonitor.watch(view, liveness);
        var handler = ProbeHandler.of(monitor::snapshot).prefix(prefix).details(access);
        var threads = ServerThreads.of(view.service());
        opened.setExecutor(threads);
        opened.createContext("/", new Exchanges(handler));
        opened.start();
        log.info(
                "'{}': probes answer on port {} at /livez, /readyz, /startupz and {}{}",
                view.service(),
                opened.getAddress().getPort(),
                prefix,
                properties.isEmpty() ? "" : "; set for this whole JVM: " + String.join(" ", properties));
        return () -> {
            opened.stop(0);
            threads.shutdownNow();
            monitor.close();
        };
    }

    private HttpServer listen() throws IOException {
        var socket = new InetSocketAddress(address, wanted);
        if (socket.isUnresolved()) {
            throw new FailureException(
                    Failure.CONFIGURATION,
                    "'probe server': address '" + address + "' is unknown; bind to an IP address");
        }
        try {
            return HttpServer.create(socket, BACKLOG);
        } catch (BindException e) {
            throw new FailureException(
                    Failure.CONFIGURATION,
                    "'probe server': port " + wanted + " of " + address + " cannot be taken: " + e.getMessage()
                            + "; look for who has it with: ss -ltnp 'sport = :" + wanted + "'",
                    e);
        }
    }
}
