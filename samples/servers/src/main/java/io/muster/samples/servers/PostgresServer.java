package io.muster.samples.servers;

/**
 * A real PostgreSQL with one database and one user whose password counts. Not thread-safe.
 *
 * <p>A container when a Docker engine answers (image from {@code muster.postgres.image} or {@code MUSTER_POSTGRES_IMAGE},
 * default {@code postgres:17-alpine}), else the embedded release. Which of the two serves is logged.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String USER = "orders_user";
    private static final String PASSWORD = "Br4ss-Kettle-71";
    private static final String DATABASE = "orders";

    private final RunningServer server;

    private PostgresServer(RunningServer server) {
        this.server = server;
    }

    /** Starts one on a free port; returns when it takes queries. */
    public static PostgresServer start() {
        return start(FreePort.next());
    }

    /** Starts one on this port; returns when it takes queries. */
    public static PostgresServer start(int port) {
        String image = Serving.image("muster.postgres.image", "MUSTER_POSTGRES_IMAGE", "postgres:17-alpine");
        return new PostgresServer(Serving.start(
                "PostgreSQL",
                image,
                () -> ContainerServer.postgres(image, port, USER, PASSWORD, DATABASE),
                () -> EmbeddedPostgresServer.start(port, USER, PASSWORD, DATABASE)));
    }

    /** Starts the embedded release on a free port, without asking for Docker: for where a second counts. */
    public static PostgresServer startEmbedded() {
        return new PostgresServer(EmbeddedPostgresServer.start(FreePort.next(), USER, PASSWORD, DATABASE));
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

    /** The one user; owns the database. */
    public String user() {
        return USER;
    }

    /** The user's password; any other is refused. */
    public String password() {
        return PASSWORD;
    }

    /** The one database; empty. */
    public String database() {
        return DATABASE;
    }

    /** For JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + DATABASE;
    }

    /** As {@code DATABASE_URL} has it, with user and password. */
    public String url() {
        return url(host(), port());
    }

    /** The URL that a server started on {@code port} will have: for what must be configured before it starts. */
    public static String urlOn(int port) {
        return url("127.0.0.1", port);
    }

    private static String url(String host, int port) {
        return "postgresql://" + USER + ":" + PASSWORD + "@" + host + ":" + port + "/" + DATABASE;
    }

    /** Stops all its processes where they stand (SIGSTOP, or a paused container): nothing answers, nothing is refused. */
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
