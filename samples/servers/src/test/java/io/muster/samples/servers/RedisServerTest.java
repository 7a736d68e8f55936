package io.muster.samples.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RedisServerTest {
    private static final RedisServer REDIS = RedisServer.start();

    @AfterAll
    static void close() {
        REDIS.close();
    }

    @Test
    void answersWhoKnowsThePassword() throws IOException {
        assertThat(ask(REDIS, "AUTH " + REDIS.password())).isEqualTo("+OK");
    }

    @Test
    void refusesAWrongPasswordAndNone() throws IOException {
        assertThat(ask(REDIS, "AUTH wrong")).startsWith("-WRONGPASS");
        assertThat(ask(REDIS, "PING")).startsWith("-NOAUTH");
    }

    @Test
    void saysWhoServes() {
        assertThat(REDIS.servedBy()).containsAnyOf("embedded Redis", "Testcontainers with ");
    }

    @Test
    void frozenItAnswersNothingAndThawedItGoesOn() throws IOException {
        REDIS.freeze();
        assertThatThrownBy(() -> ask(REDIS, "PING")).isInstanceOf(SocketTimeoutException.class);
        REDIS.thaw();
        assertThat(ask(REDIS, "PING")).startsWith("-NOAUTH");
    }

    @Test
    void killedItRefusesConnectionsAndTheNextOneTakesItsPort() throws IOException {
        int port = FreePort.next();
        try (var first = RedisServer.start(port)) {
            assertThat(first.url()).isEqualTo(RedisServer.urlOn(port).replace("127.0.0.1", first.host()));
            first.kill();
            assertThatThrownBy(() -> ask(first, "PING")).isInstanceOf(ConnectException.class);
        }
        try (var second = RedisServer.start(port)) {
            assertThat(ask(second, "PING")).startsWith("-NOAUTH");
        }
    }

    @Test
    void takesFurtherConfiguration() throws IOException {
        try (var server = RedisServer.startConfigured("databases 3", "requirepass Copper-Fork-30")) {
            assertThat(ask(server, "AUTH Copper-Fork-30")).isEqualTo("+OK");
            assertThat(server.servedBy()).isEqualTo("embedded Redis 6.2");
        }
    }

    @Test
    void watchesAMasterByASentinel() throws IOException {
        try (var master = RedisServer.startEmbedded();
                var sentinel = RedisServer.startSentinel(master, "mymaster")) {
            assertThat(ask(sentinel, "SENTINEL get-master-addr-by-name mymaster"))
                    .isEqualTo("*2");
            assertThat(ask(sentinel, "SENTINEL get-master-addr-by-name other")).isEqualTo("*-1");
        }
    }

    private static String ask(RedisServer redis, String command) throws IOException {
        try (var socket = new Socket(redis.host(), redis.port())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
