package io.muster.samples.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** PostgreSQL from the binaries of Maven Central, as processes of this machine. */
final class EmbeddedPostgresServer implements RunningServer {
    /** The fixture comes in as the superuser without a password; everybody else must know theirs. */
    private static final String ACCESS_RULES = """
            local all postgres trust
            host all postgres 127.0.0.1/32 trust
            host all postgres ::1/128 trust
            host all all all scram-sha-256
            """;

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final ProcessTree processes;
    private final Thread closer = new Thread(this::end, "postgres-closer");
    private String release = "";

    private EmbeddedPostgresServer(Path folder, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
        this.processes = new ProcessTree(postmaster(folder));
    }

    static EmbeddedPostgresServer start(int port, String user, String password, String database) {
        Path folder = Scratch.folder("postgres");
        try {
            var postgres = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder)
                    .setDataDirectoryCustomizer(EmbeddedPostgresServer::writeAccessRules)
                    .setRegisterShutdownHook(false)
                    .start();
            var server = new EmbeddedPostgresServer(folder, postgres);
            Runtime.getRuntime().addShutdownHook(server.closer);
            server.create(user, password, database);
            return server;
        } catch (IOException e) {
            Scratch.delete(folder);
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAccessRules(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), ACCESS_RULES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(String user, String password, String database) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
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
        return postgres.getPort();
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
