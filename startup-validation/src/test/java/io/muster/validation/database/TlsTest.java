package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.samples.servers.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A server with TLS, and a certificate for 127.0.0.1 and for nothing else. */
@Timeout(180)
class TlsTest {
    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void startServer() throws Exception {
        var certificate = new HeldCertificate.Builder()
                .commonName("127.0.0.1")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        var other = new HeldCertificate.Builder().commonName("somebody else").build();
        Path key = folder.resolve("server.key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, certificate.privateKeyPkcs8Pem());
        Files.writeString(folder.resolve("server.crt"), certificate.certificatePem());
        Files.writeString(folder.resolve("other.crt"), other.certificatePem());
        server = PostgresServer.startEmbedded(Map.of(
                "ssl", "on", "ssl_cert_file", folder.resolve("server.crt").toString(), "ssl_key_file", key.toString()));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static DatabaseCheck check(String host, String root) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + host + ":" + server.port() + "/" + server.database()
                + "?sslmode=verify-full&sslrootcert=" + folder.resolve(root));
        source.setUser(server.user());
        source.setPassword(server.password());
        return DatabaseCheck.of(source).encrypted();
    }

    @Test
    void anEncryptedConnectionIsOne() {
        var startup = Startup.of(check("127.0.0.1", "server.crt"));

        assertThat(startup.findings()).isEmpty();
        assertThat(startup.report().components().get(0).result().orElseThrow().details())
                .containsEntry("tls", "true");
    }

    @Test
    void aCertificateThatIsNotTrustedIsASettingAndNotAnOutage() {
        var startup = Startup.of(check("127.0.0.1", "other.crt"));

        assertThat(startup.findings())
                .containsExactly("DB-104 database: and the driver cannot agree on TLS (SQL state 08006)");
        assertThat(startup.exitCode()).isEqualTo(78);
        assertThat(startup.retried()).isFalse();
    }

    @Test
    void aCertificateForAnotherHostIsASettingToo() {
        var startup = Startup.of(check("localhost", "server.crt"));

        assertThat(startup.findings()).singleElement().asString().startsWith("DB-104");
        assertThat(startup.retried()).isFalse();
    }
}
