package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.FreePort;
import io.muster.validation.Asked;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TcpAndDnsCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Row NOBODY = new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "is not reachable");
    private static final Row UNKNOWN = new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "host name that nobody knows");
    private static final Row EMPTY = new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "has an empty host name");

    @Test
    void connectsAndLeavesNothingOpen() throws Exception {
        try (var server = Silence.after("")) {
            HealthResult result = TcpCheck.to("127.0.0.1", server.port()).check(Asked.starting(LONG));

            assertThat(result.status()).isEqualTo(HealthStatus.UP);
            assertThat(result.details())
                    .containsEntry("target", "127.0.0.1:" + server.port())
                    .containsKey("response_time_ms");
            server.awaitLeft(1);
        }
    }

    @Test
    void knowsThatNobodyListens() throws Exception {
        var check = TcpCheck.to("127.0.0.1", FreePort.next());

        NOBODY.whileRunning(check);
        NOBODY.duringStart(check);
    }

    @Test
    void takesAConnectionToItselfForNone() throws Exception {
        try (var itself = new Socket()) {
            itself.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.next()));
            itself.connect(itself.getLocalSocketAddress());

            assertThat(itself.isConnected()).isTrue();
            assertThatThrownBy(() -> Target.refuseItself(itself)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void knowsAHostThatDoesNotExist() throws Exception {
        UNKNOWN.whileRunning(TcpCheck.to("no-such-host.invalid", 5432));
        UNKNOWN.duringStart(DnsCheck.of("no-such-host.invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void doesNotTakeAnEmptyNameForThisMachine(String name) throws Exception {
        EMPTY.whileRunning(TcpCheck.to(name, 5432));
        EMPTY.duringStart(DnsCheck.of(name));
    }

    @Test
    void refusesPortsThatCannotBe() throws Exception {
        assertThatThrownBy(() -> TcpCheck.to("db", 0)).hasMessage("'port' is 0; it must be between 1 and 65535");
        new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "is asked for at port 70000")
                .whileRunning(TcpCheck.to(() -> "127.0.0.1", () -> 70_000));
    }

    @Test
    void resolvesAName() throws Exception {
        HealthResult result = DnsCheck.of("localhost").check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details().get("resolved")).contains("127.0.0.1");
    }

    @Test
    void countsAddresses() throws Exception {
        new Row(Failure.UNAVAILABLE, "SVC-107", true, 69, " of 50 addresses")
                .whileRunning(DnsCheck.of("localhost").addresses(50));
        assertThatThrownBy(() -> DnsCheck.of("localhost").addresses(0)).hasMessageStartingWith("'addresses' is 0");
    }

    @Test
    void hasItsOwnDeadline() throws IOException, InterruptedException {
        // a full backlog drops what knocks, as a firewall does
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = new Socket(full.getInetAddress(), full.getLocalPort());
                var second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            HealthResult result =
                    TcpCheck.to("127.0.0.1", full.getLocalPort()).check(Asked.running(Duration.ofSeconds(2)));

            assertThat(result.failure()).contains(Failure.TIMEOUT);
        }
    }
}
