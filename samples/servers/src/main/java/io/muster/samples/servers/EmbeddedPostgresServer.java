package io.muster.samples.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/** PostgreSQL from the binaries of Maven Central, as processes of this machine. */
final class EmbeddedPostgresServer implements RunningServer {
    /** The fixture comes in as the superuser without a password; everybody else must know theirs. */
    private static final String ACCESS_RULES = """
            local all postgres trust
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128 trust
            host all all all scram-sha-256
            """;

    /** Where the build unpacks the binaries of the old release. */
    private static final String OLD = "/postgres-old/postgres.txz";

    private final Path folder;
    private final boolean old;
    private int port;
    private final Thread closer = new Thread(this::end, "postgres-closer");
    private EmbeddedPostgres postgres;
    private ProcessTree processes;
    private String release = "";

    private EmbeddedPostgresServer(Path folder, int port, boolean old, Map<String, String> settings)
            throws IOException {
        this.folder = folder;
        this.port = port;
        this.old = old;
        this.postgres = run(settings, false);
        this.processes = new ProcessTree(postmaster(folder));
    }

    /**
     * Opens {@code port} only when user and database are there: whoever waits for it would else be refused by a server that
     * does not know him yet, which no retry helps.
     */
    static EmbeddedPostgresServer startComplete(int port, String user, String password, String database) {
        EmbeddedPostgresServer server = start(FreePort.next(), false, Map.of(), user, password, database);
        server.restartOn(port, false);
        return server;
    }

    static EmbeddedPostgresServer start(
            int port, boolean old, Map<String, String> settings, String user, String password, String database) {
        Path folder = Scratch.folder("postgres");
        try {
            var server = new EmbeddedPostgresServer(folder, port, old, settings);
            Runtime.getRuntime().addShutdownHook(server.closer);
            server.create(user, password, database);
            return server;
        } catch (IOException e) {
            Scratch.delete(folder);
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres run(Map<String, String> settings, boolean replica) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setDataDirectoryCustomizer(data -> prepare(data, replica))
                .setRegisterShutdownHook(false);
        settings.forEach(builder::setServerConfig);
        if (old) {
            builder.setPgBinaryResolver((system, hardware) -> oldBinaries());
        }
        return builder.start();
    }

    private static InputStream oldBinaries() throws IOException {
        InputStream binaries = EmbeddedPostgresServer.class.getResourceAsStream(OLD);
        if (binaries == null) {
            throw new FileNotFoundException(OLD);
        }
        return binaries;
    }

    /** Ends it in good order and starts it again from the same files, to read and never to write. */
    void restartAsReplica() {
        restartOn(port, true);
    }

    private void restartOn(int other, boolean replica) {
        try {
            postgres.close();
            port = other;
            postgres = run(Map.of(), replica);
            processes = new ProcessTree(postmaster(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM is its smart shutdown: it refuses newcomers and ends when the last connection does. */
    void stopTakingConnections() {
        processes.terminateRoot();
    }

    private static void prepare(File data, boolean replica) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), ACCESS_RULES);
            if (replica) {
                Files.createFile(data.toPath().resolve("standby.signal"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(String user, String password, String database) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET password_encryption = 'scram-sha-256'"); // not yet the default of the old release
            statement.execute("CREATE ROLE \"" + user + "\" LOGIN PASSWORD '" + password + "'");
            statement.execute("CREATE DATABASE \"" + database + "\" OWNER \"" + user + "\"");
            release = connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            close();
            throw new IllegalStateException("embedded PostgreSQL does not take the role and database", e);
        }
    }

    /** The first line of the file that the postmaster keeps is its pid. */
    private static ProcessHandle postmaster(Path folder) {
        try {
            String pid =
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip();
            return ProcessHandle.of(Long.parseLong(pid))
                    .orElseThrow(() -> new IllegalStateException("the postmaster " + pid + " is gone"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String servedBy() {
        return "embedded PostgreSQL " + release;
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void freeze() {
        processes.freeze();
    }

    @Override
    public void thaw() {
        processes.thaw();
    }

    @Override
    public void kill() {
        processes.kill();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            return; // the JVM is going down and the hook does the same
        }
        end();
    }

    private void end() {
        try {
            if (processes.alive()) {
                processes.thaw();
                postgres.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Scratch.delete(folder);
        }
    }
}
