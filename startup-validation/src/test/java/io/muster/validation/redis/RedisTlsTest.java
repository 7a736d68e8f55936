package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SslOptions;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.RedisServer;
import io.muster.validation.Asked;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class RedisTlsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("localhost")
            .build();

    private static RedisServer server;

    @BeforeAll
    static void startServer() {
        server = RedisServer.startTls(CERTIFICATE.certificatePem(), CERTIFICATE.privateKeyPkcs8Pem());
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void goesThroughWithATrustedCertificate() throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("redis", CERTIFICATE.certificate());
        var trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(store);
        var client = RedisClient.create(server.url());
        client.setOptions(ClientOptions.builder()
                .sslOptions(SslOptions.builder().trustManager(trusting).build())
                .build());
        try {
            HealthResult result = RedisCheck.of(client)
                    .latency(Duration.ofSeconds(10), Duration.ofSeconds(20))
                    .check(Asked.starting(LONG));

            assertThat(result.status()).isEqualTo(HealthStatus.UP);
        } finally {
            client.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rediss, CONFIGURATION, has a certificate that is not trusted",
        "redis, UNAVAILABLE, closes the connection at once",
    })
    void tellsACertificateThatIsNotTrustedFromMissingTls(String scheme, Failure failure, String words)
            throws Exception {
        var client = RedisClient.create(server.url().replace("rediss", scheme));
        try {
            HealthResult result = RedisCheck.of(client).check(Asked.running(LONG));

            assertThat(result.failure()).contains(failure);
            assertThat(result.reason()).startsWith(words);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void knowsAPortWithoutTls() throws Exception {
        try (var plain = RedisServer.startEmbedded()) {
            var client = RedisClient.create(plain.url().replace("redis:", "rediss:"));
            try {
                HealthResult result = RedisCheck.of(client).check(Asked.running(LONG));

                assertThat(result.failure()).contains(Failure.TIMEOUT);
                assertThat(result.reason()).startsWith("did not finish the TLS handshake in time");
            } finally {
                client.shutdown();
            }
        }
    }
}
