package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Secret;
import io.muster.samples.servers.FreePort;
import io.muster.validation.Asked;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against GreenMail. */
@Timeout(120)
class SmtpCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PASSWORD = "Planted-4kQ9vT2";

    private static GreenMail mail;

    @BeforeAll
    static void startServer() {
        var plain = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var encrypted = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        mail = new GreenMail(new ServerSetup[] {plain, encrypted});
        mail.start();
        mail.setUser("orders@example.com", "orders", PASSWORD);
    }

    @AfterAll
    static void stopServer() {
        mail.stop();
    }

    private static SmtpCheck plain() {
        return SmtpCheck.at("127.0.0.1", mail.getSmtp().getPort());
    }

    private static SmtpCheck login(SmtpCheck check, String password) {
        return check.login(() -> "orders", () -> Secret.of(password));
    }

    @Test
    void logsInDuringTheStart() throws Exception {
        HealthResult result = login(plain().plain(), PASSWORD)
                .from(() -> "Orders <orders@example.com>")
                .check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("tls", "false").containsKey("response_time_ms");
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void onlyGreetsWhileRunning() throws Exception {
        assertThat(login(plain().plain(), "wrong").check(Asked.running(LONG)).status())
                .isEqualTo(HealthStatus.UP);
    }

    @Test
    void neverTriesARefusedPasswordAgain() {
        var finding = new Row(Failure.CREDENTIALS, "SVC-101", false, 78, "refuses user or password (SMTP 535)")
                .duringStart(login(plain().plain(), "Planted-wrong"));

        assertThat(finding.toString()).doesNotContain("Planted");
    }

    @Test
    void sendsNoPasswordInTheClear() {
        new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "offers no encryption, and a password is not sent")
                .duringStart(login(plain(), PASSWORD));
    }

    @Test
    void knowsThatStartTlsIsMissing() {
        new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "does not offer STARTTLS").duringStart(plain().startTls());
    }

    @Test
    void trustsNoCertificateThatNobodySigned() throws Exception {
        new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "has a certificate that")
                .whileRunning(
                        SmtpCheck.at("127.0.0.1", mail.getSmtps().getPort()).tls());
    }

    @Test
    void knowsAPortWithoutTls() throws Exception {
        new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "speaks no TLS on this port").whileRunning(plain().tls());
    }

    @Test
    void knowsThatNobodyListens() throws Exception {
        new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "is not reachable")
                .whileRunning(SmtpCheck.at(() -> "127.0.0.1", FreePort::next));
    }

    @ParameterizedTest
    @CsvSource({
        "orders@example.com, UP",
        "Orders <orders@mail.example.com>, UP",
        "example.com, DEGRADED",
        "orders@localhost, DEGRADED",
        "'', DEGRADED",
    })
    void looksAtTheSender(String sender, HealthStatus expected) throws Exception {
        HealthResult result = plain().from(() -> sender).check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(expected);
    }
}
