package io.muster.health.http;

import com.sun.net.httpserver.HttpServer;
import io.muster.health.HealthMonitor;
import io.muster.health.Liveness;
import io.muster.health.dialect.Dialect;
import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.LifecycleView;
import io.muster.lifecycle.Setting;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
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
    /** For one call, asking and reading the answer: nobody who means well takes as long. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Listening listening;
    private final ProbeHandler handler;
    private @Nullable HttpServer server;

    private ProbeServer(Listening listening, ProbeHandler handler) {
        this.listening = listening;
        this.handler = handler;
    }

    /**
     * A server on {@code port} of every address; 0 takes any free one.
     *
     * @throws IllegalArgumentException if it is no port
     */
    public static ProbeServer on(int port) {
        return new ProbeServer(Listening.on(port), ProbeHandler.create());
    }

    /** A copy that listens on this address only, such as {@code 127.0.0.1}. Resolved when the server opens. */
    public ProbeServer bind(String address) {
        return new ProbeServer(listening.bind(address), handler);
    }

    /** A copy that speaks HTTPS, and nothing else, with the key of {@code context}. Default: HTTP. */
    public ProbeServer tls(SSLContext context) {
        return new ProbeServer(listening.tls(context), handler);
    }

    /** As {@link ProbeHandler#prefix}. */
    public ProbeServer prefix(String prefix) {
        return new ProbeServer(listening, handler.prefix(prefix));
    }

    /** As {@link ProbeHandler#mount}. */
    public ProbeServer mount(String prefix, Dialect dialect) {
        return new ProbeServer(listening, handler.mount(prefix, dialect));
    }

    /** As {@link ProbeHandler#liveness}. */
    public ProbeServer liveness(Liveness liveness) {
        return new ProbeServer(listening, handler.liveness(liveness));
    }

    /** As {@link ProbeHandler#access}. */
    public ProbeServer access(Access access) {
        return new ProbeServer(listening, handler.access(access));
    }

    /** As {@link ProbeHandler#metrics}. */
    public ProbeServer metrics(ProbeMetrics metrics) {
        return new ProbeServer(listening, handler.metrics(metrics));
    }

    /** As {@link ProbeHandler#settings}. */
    public ProbeServer settings(Supplier<List<Setting>> settings) {
        return new ProbeServer(listening, handler.settings(settings));
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
        if (listening.port() == 0) {
            throw new IllegalStateException("the probe server has not taken a port yet; start the service first");
        }
        return listening.port();
    }

    /** The handler that answers here, to be mounted in another server too; this server attaches it. */
    public ProbeHandler handler() {
        return handler;
    }

    /** As {@link ProbeHandler#monitor}. */
    public HealthMonitor monitor() {
        return handler.monitor();
    }

    /**
     * Opens the server and its monitor; the manager does that.
     *
     * @throws FailureException if the port cannot be taken
     * @throws IllegalStateException if it accompanies a service already
     */
    @Override
    public synchronized AutoCloseable open(LifecycleView view) throws Exception {
        if (server != null) {
            throw new IllegalStateException(
                    "the probe server on port " + server.getAddress().getPort() + " accompanies a service already");
        }
        var properties = ServerProperties.apply();
        HttpServer opened = listening.open();
        server = opened;
        var threads = ServerThreads.of(view.service(), LONGEST);
        var closing = new Opened(view.redactor(), () -> opened.stop(0), threads::shutdownNow);
        try {
            closing.with(handler.open(view));
            opened.setExecutor(threads);
            opened.createContext("/", new ProbeExchanges(handler));
            opened.start();
        } catch (Exception | Error e) {
            closing.close();
            throw e;
        }
        log.info(
                "'{}': probes answer on port {} at {}",
                view.service(),
                opened.getAddress().getPort(),
                String.join(" ", Endpoints.of(handler.options()).paths()));
        properties.log(view.service());
        return closing;
    }
}
