package io.muster.samples.servers;

/**
 * A real Redis that asks for a password. Not thread-safe.
 *
 * <p>A container when a Docker engine answers (image from {@code muster.redis.image} or {@code MUSTER_REDIS_IMAGE},
 * default {@code redis:7-alpine}), else the embedded release. Which of the two serves is logged.
 */
public final class RedisServer implements AutoCloseable {
    private static final String PASSWORD = "Copper-Spoon-29";

    private final RunningServer server;

    private RedisServer(RunningServer server) {
        this.server = server;
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
        return new RedisServer(EmbeddedRedisServer.start(FreePort.next(), PASSWORD));
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
        return url(host(), port());
    }

    /** The URL that a server started on {@code port} will have: for what must be configured before it starts. */
    public static String urlOn(int port) {
        return url("127.0.0.1", port);
    }

    private static String url(String host, int port) {
        return "redis://:" + PASSWORD + "@" + host + ":" + port + "/0";
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
