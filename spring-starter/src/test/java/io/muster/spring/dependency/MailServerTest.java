package io.muster.spring.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Redactor;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailServerTest {
    @Test
    void logsInAsTheSenderWouldEvenWithoutTls() throws IOException {
        try (var server = new Smtp("235 welcome")) {
            assertThat(ask(server).status()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void aRefusedLoginIsNotTriedAgain() throws IOException {
        try (var server = new Smtp("535 go away")) {
            HealthResult result = ask(server);
            assertThat(result.failure()).hasValue(Failure.CREDENTIALS);
            assertThat(result.reason()).contains("refuses the login").doesNotContain("hunter2");
        }
    }

    @Test
    @Timeout(30)
    void waitsForASilentServerNoLongerThanItMay() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(check(sender(silent.getLocalPort()), true).failure()).hasValue(Failure.TIMEOUT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 Temporary authentication failure", "421 4.3.2 shutting down", ""})
    void aServerInTroubleSaysNothingOfThePassword(String login) throws IOException {
        try (var server = new Smtp(login)) {
            assertThat(ask(server).failure()).hasValue(Failure.UNAVAILABLE);
        }
    }

    @Test
    void whileTheServiceRunsNobodyLogsIn() throws IOException {
        try (var server = new Smtp("535 go away")) {
            assertThat(check(sender(server.socket.getLocalPort()), false).status())
                    .isEqualTo(HealthStatus.UP);
            assertThat(server.said).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    @Timeout(30)
    void aSessionOfTheApplicationIsNotLoggedInByEither() throws IOException {
        try (var server = new Smtp("535 go away")) {
            var sender = sender(server.socket.getLocalPort());
            var properties = new Properties();
            properties.put("mail.smtp.auth", "true");
            sender.setSession(Session.getInstance(properties));

            assertThat(check(sender, true).failure()).hasValue(Failure.CREDENTIALS);
        }
        try (var server = new Smtp("535 go away")) {
            var sender = sender(server.socket.getLocalPort());
            var properties = new Properties();
            properties.put("mail.smtp.auth", "true");
            sender.setSession(Session.getInstance(properties));

            assertThat(check(sender, false).status()).isEqualTo(HealthStatus.UP);
        }
    }

    private static HealthResult ask(Smtp server) {
        return check(sender(server.socket.getLocalPort()), true);
    }

    private static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.setUsername("orders");
        sender.setPassword("hunter2hunter2");
        return sender;
    }

    private static HealthResult check(JavaMailSenderImpl sender, boolean starting) {
        try {
            return new MailServer(sender).check(context(starting));
        } catch (MessagingException e) {
            return HealthResult.down(e, new Redactor());
        }
    }

    private static CheckContext context(boolean starting) {
        return new CheckContext() {
            @Override
            public Duration remaining() {
                return Duration.ofSeconds(2);
            }

            @Override
            public boolean starting() {
                return starting;
            }
        };
    }

    /** A mail server without TLS that answers one login. */
    private static final class Smtp implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final Queue<String> said = new ConcurrentLinkedQueue<>();
        private final String login;

        Smtp(String login) throws IOException {
            this.login = login;
            var thread = new Thread(this::serve, "smtp");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try (Socket client = socket.accept();
                    var lines = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                answer(client, "220 mail");
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.add(line);
                    if (line.startsWith("EHLO")) {
                        answer(client, "250-mail\r\n250 AUTH PLAIN");
                    } else if (line.startsWith("AUTH") && login.isEmpty()) {
                        return;
                    } else {
                        answer(client, line.startsWith("AUTH") ? login : "250 ok");
                    }
                }
            } catch (IOException e) {
                // the client has gone, or the test
            }
        }

        private static void answer(Socket client, String text) throws IOException {
            client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
