package io.muster.samples.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real Redis that asks for a password. Not thread-safe.
 *
 * <p>A container when a Docker engine answers (image from {@code muster.redis.image} or {@code MUSTER_REDIS_IMAGE},
 * default {@code redis:7-alpine}), else the embedded release. Which of the two serves is logged;
 * {@code MUSTER_SERVERS=containers} or {@code embedded} leaves no choice.
 */
public final class RedisServer implements AutoCloseable {
    private static final String PASSWORD = "Copper-Spoon-29";

    private final RunningServer server;
    private final boolean tls;

    private RedisServer(RunningServer server) {
        this(server, false);
    }

    private RedisServer(RunningServer server, boolean tls) {
        this.server = server;
        this.tls = tls;
    }

    /** Starts one on a free port; returns when it answers. */
    public static RedisServer start() {
        return start(FreePort.next());
    }

    /** Starts one on this port; returns when it answers. */
    public static RedisServer start(int port) {
        String image = Serving.image("muster.redis.image", "MUSTER_REDIS_IMAGE", "redis:7-alpine");
        return new RedisServer(Serving.start(
                "Redis",
                image,
                () -> ContainerServer.redis(image, port, PASSWORD),
                () -> EmbeddedRedisServer.start(port, PASSWORD)));
    }

    /** Starts the embedded release on a free port, without asking for Docker: for where a second counts. */
    public static RedisServer startEmbedded() {
        return startConfigured();
    }

    /** Starts the embedded release with further lines of its configuration, on a free port. */
    public static RedisServer startConfigured(String... settings) {
        return started(Optional.empty(), settings);
    }

    /** Starts the release that is installed at {@code program}, with further lines of its configuration. */
    public static RedisServer startInstalled(Path program, String... settings) {
        return started(Optional.of(program), settings);
    }

    private static RedisServer started(Optional<Path> program, String... settings) {
        var lines = new ArrayList<>(List.of("requirepass " + PASSWORD, "masterauth " + PASSWORD));
        lines.addAll(List.of(settings));
        return new RedisServer(EmbeddedRedisServer.start(program, FreePort.next(), lines, Map.of()));
    }

    /** Starts the embedded release on a port that speaks TLS alone, with this certificate and its key in PEM. */
    public static RedisServer startTls(String certificate, String key) {
        int port = FreePort.next();
        var lines = List.of(
                "port 0",
                "tls-port " + port,
                "tls-cert-file server.crt",
                "tls-key-file server.key",
                "tls-ca-cert-file server.crt",
                "tls-auth-clients no",
                "requirepass " + PASSWORD);
        var files = Map.of("server.crt", certificate, "server.key", key);
        return new RedisServer(EmbeddedRedisServer.start(Optional.empty(), port, lines, files), true);
    }

    /** Starts a sentinel that watches {@code master} by this name; it asks for no password itself. */
    public static RedisServer startSentinel(RedisServer master, String name) {
        var lines = List.of(
                "sentinel monitor " + name + " " + master.host() + " " + master.port() + " 1",
                "sentinel auth-pass " + name + " " + PASSWORD,
                "sentinel down-after-milliseconds " + name + " 1000");
        return new RedisServer(EmbeddedRedisServer.start(Optional.empty(), FreePort.next(), lines, Map.of()));
    }

    /** Who serves: the image, or the embedded release. */
    public String servedBy() {
        return server.servedBy();
    }

    /** The address to connect to. */
    public String host() {
        return server.host();
    }

    /** The port to connect to. */
    public int port() {
        return server.port();
    }

    /** The password that it requires; there is no user name. */
    public String password() {
        return PASSWORD;
    }

    /** As {@code REDIS_URL} has it, with the password. */
    public String url() {
        return (tls ? "rediss://" : "redis://") + ":" + PASSWORD + "@" + host() + ":" + port() + "/0";
    }

    /** The URL that a server started on {@code port} will have: for what must be configured before it starts. */
    public static String urlOn(int port) {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/0";
    }

    /** Stops it where it stands (SIGSTOP, or a paused container): nothing answers, nothing is refused. */
    public void freeze() {
        server.freeze();
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() {
        server.thaw();
    }

    /** Ends it without a goodbye (SIGKILL): connections break and new ones are refused. */
    public void kill() {
        server.kill();
    }

    /** Ends it, frozen or not, and removes its files. */
    @Override
    public void close() {
        server.close();
    }
}
