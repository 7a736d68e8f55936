package io.muster.samples.servers;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A real PostgreSQL with one database and one user whose password counts. Not thread-safe.
 *
 * <p>A container when a Docker engine answers (image from {@code muster.postgres.image} or {@code MUSTER_POSTGRES_IMAGE},
 * default {@code postgres:17-alpine}), else the embedded release. Which of the two serves is logged;
 * {@code MUSTER_SERVERS=containers} or {@code embedded} leaves no choice.
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
        int port = FreePort.next();
        return start(port, () -> EmbeddedPostgresServer.start(port, false, Map.of(), USER, PASSWORD, DATABASE));
    }

    /** Starts one on this port, where somebody may wait for it; returns when it takes queries. */
    public static PostgresServer start(int port) {
        return start(port, () -> EmbeddedPostgresServer.startComplete(port, USER, PASSWORD, DATABASE));
    }

    private static PostgresServer start(int port, Supplier<RunningServer> embedded) {
        String image = Serving.image("muster.postgres.image", "MUSTER_POSTGRES_IMAGE", "postgres:17-alpine");
        return new PostgresServer(Serving.start(
                "PostgreSQL", image, () -> ContainerServer.postgres(image, port, USER, PASSWORD, DATABASE), embedded));
    }

    /** Starts the embedded release on a free port, without asking for Docker: for where a second counts. */
    public static PostgresServer startEmbedded() {
        return startEmbedded(Map.of());
    }

    /** Starts the embedded release on a free port with these settings of its configuration file. */
    public static PostgresServer startEmbedded(Map<String, String> settings) {
        return new PostgresServer(
                EmbeddedPostgresServer.start(FreePort.next(), false, settings, USER, PASSWORD, DATABASE));
    }

    /** Starts PostgreSQL 12 on a free port: years older than the other releases. */
    public static PostgresServer startOld() {
        return new PostgresServer(
                EmbeddedPostgresServer.start(FreePort.next(), true, Map.of(), USER, PASSWORD, DATABASE));
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

    /** Has the superuser, who is called postgres and needs no password, run each of these in {@link #database}. */
    public void asSuperuser(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl(), "postgres", "");
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Starts it again on the same port and the same data as a replica, which nobody can write to. Embedded only. */
    public void restartAsReplica() {
        embedded().restartAsReplica();
    }

    /** Refuses new connections as shutting down, and ends when the last open one does. Embedded only. */
    public void stopTakingConnections() {
        embedded().stopTakingConnections();
    }

    private EmbeddedPostgresServer embedded() {
        if (server instanceof EmbeddedPostgresServer embedded) {
            return embedded;
        }
        throw new IllegalStateException("only the embedded release can do that: " + servedBy());
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
