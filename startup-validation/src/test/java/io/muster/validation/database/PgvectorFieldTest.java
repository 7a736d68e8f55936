package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.samples.servers.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** pgvector itself, on the PostgreSQL that npm has as WebAssembly, since nobody has it for the embedded releases. */
@Timeout(300)
class PgvectorFieldTest {
    @TempDir
    static Path folder;

    /** One server with one connection, which is all that it takes at a time. */
    private record Vectors(Process process, Connection connection) implements AutoCloseable {
        static Vectors start(String shipped) throws Exception {
            int port = FreePort.next();
            var process = new ProcessBuilder("node", "serve.js", String.valueOf(port), shipped)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            awaitServing(process);
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable";
            return new Vectors(process, DriverManager.getConnection(url, "postgres", "any"));
        }

        private static void awaitServing(Process process) throws IOException {
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            while (line != null && !line.equals("serving")) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo("serving");
        }

        void execute(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        List<String> findings(DatabaseCheck check) {
            return Startup.of(check).findings().stream()
                    .filter(finding -> !finding.startsWith("DB-132"))
                    .toList();
        }

        DatabaseCheck check() {
            return DatabaseCheck.of(new OneConnection(connection));
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            process.destroyForcibly();
        }
    }

    @BeforeAll
    static void install() throws Exception {
        for (String file : List.of("package.json", "serve.js")) {
            try (var content = PgvectorFieldTest.class.getResourceAsStream("/pgvector/" + file)) {
                Files.copy(content, folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var npm = new ProcessBuilder("npm", "install", "--legacy-peer-deps", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(npm.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(npm.exitValue()).isZero();
    }

    @Test
    void isNotInstalledOnTheServer() throws Exception {
        try (var vectors = Vectors.start("without")) {
            assertThat(vectors.findings(vectors.check().extension("vector")))
                    .containsExactly("DB-140 extension vector: is not installed on the server");
        }
    }

    @Test
    void isInstalledAndThenCreatedInReachOldEnoughAndOfTheRightDimension() throws Exception {
        try (var vectors = Vectors.start("with")) {
            assertThat(vectors.findings(vectors.check().extension("vector")))
                    .containsExactly("DB-141 extension vector: is installed on the server and not created in database"
                            + " postgres");

            vectors.execute("CREATE EXTENSION vector");
            vectors.execute("CREATE TABLE chunks (embedding vector(1536), half halfvec(768), anything vector)");

            assertThat(vectors.findings(vectors.check()
                            .extension("vector", "0.5.0")
                            .vector("chunks", "embedding", 1536)
                            .vector("chunks", "half", 768)))
                    .isEmpty();
            assertThat(vectors.findings(vectors.check().vector("chunks", "embedding", 3072)))
                    .containsExactly(
                            "DB-145 chunks.embedding: takes vectors of 1536 dimensions, and the service makes 3072");
            assertThat(vectors.findings(vectors.check().vector("chunks", "anything", 3)))
                    .containsExactly("DB-145 chunks.anything: takes vectors of any dimension, so that nothing keeps"
                            + " wrong ones out");
            assertThat(vectors.findings(vectors.check().extension("vector", "99")))
                    .singleElement()
                    .asString()
                    .matches("DB-144 extension vector: version [0-9.]+ is older than 99");
        }
    }

    @Test
    void isInASchemaOutOfReach() throws Exception {
        try (var vectors = Vectors.start("with")) {
            vectors.execute("CREATE SCHEMA ext");
            vectors.execute("CREATE EXTENSION vector SCHEMA ext");
            vectors.execute("CREATE TABLE chunks (embedding ext.vector(3))");
            vectors.execute("CREATE ROLE reader");

            assertThat(vectors.findings(vectors.check().extension("vector").vector("chunks", "embedding", 3)))
                    .containsExactly(
                            "DB-142 extension vector: is in schema ext, which is not on the search path of user"
                                    + " postgres");

            vectors.execute("SET ROLE reader");

            assertThat(vectors.findings(vectors.check().extension("vector")))
                    .containsExactly("DB-143 extension vector: is in schema ext, which is closed to user reader");
        }
    }
}
