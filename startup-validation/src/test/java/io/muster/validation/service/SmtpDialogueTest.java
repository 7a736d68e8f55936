package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Secret;
import io.muster.validation.Asked;
import java.time.Duration;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that a good mail server seldom gives, by a server that follows a script. */
@Timeout(120)
class SmtpDialogueTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Secret PASSWORD = Secret.of("Planted-4kQ9vT2");

    private static SmtpCheck at(ScriptedMail mail) {
        return SmtpCheck.at("localhost", mail.port()).login(() -> "orders", () -> PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "421 busy,               UNAVAILABLE,   SVC-106, true,  69, is busy and closes the connection (SMTP 421)",
        "450 greylisted,         UNAVAILABLE,   SVC-106, true,  69, cannot serve us now",
        "554 no service for you, PERMISSION,    SVC-102, false, 77, does not serve this machine",
        "500 what,               CONFIGURATION, SVC-104, false, 78, refuses what every mail server knows",
        "HTTP/1.1 400 Bad,       CONFIGURATION, SVC-104, false, 78, does not speak SMTP",
        "999 what,               CONFIGURATION, SVC-104, false, 78, does not speak SMTP",
    })
    void judgesTheGreeting(String line, Failure failure, String code, boolean retried, int exitCode, String words)
            throws Exception {
        try (var mail = ScriptedMail.greeting(line)) {
            new Row(failure, code, retried, exitCode, words).whileRunning(at(mail));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "454 later,     UNAVAILABLE,   SVC-106, true,  69, cannot check logins now (SMTP 454)",
        "530 encrypt,   CONFIGURATION, SVC-103, false, 78, wants encryption before a login",
        "538 encrypt,   CONFIGURATION, SVC-103, false, 78, wants encryption before a login",
        "534 too weak,  CREDENTIALS,   SVC-101, false, 78, wants a stronger login",
        "535 no,        CREDENTIALS,   SVC-101, false, 78, refuses user or password",
    })
    void judgesTheLogin(String line, Failure failure, String code, boolean retried, int exitCode, String words)
            throws Exception {
        try (var mail = ScriptedMail.greeting("220 ready")
                .on("EHLO", "250-mail\r\n250 AUTH PLAIN")
                .on("AUTH", line)) {
            var finding = new Row(failure, code, retried, exitCode, words).duringStart(at(mail).plain());

            assertThat(finding.toString()).doesNotContain("Planted");
        }
    }

    @Test
    void logsInStepByStepWhereOnlyThatIsOffered() throws Exception {
        try (var mail = ScriptedMail.greeting("220-two\r\n220 lines")
                .on("EHLO", "250-mail\r\n250-SIZE 1000\r\n250 AUTH=LOGIN")
                .on("AUTH LOGIN", "334 VXNlcm5hbWU6")
                .on("b3JkZXJz", "334 UGFzc3dvcmQ6")
                .on("UGxhbnRlZC00a1E5dlQy", "235 welcome")) {
            assertThat(at(mail).plain().check(Asked.starting(LONG)).status()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void knowsThatNoLoginIsOffered() throws Exception {
        try (var mail = ScriptedMail.greeting("220 ready").on("EHLO", "250 AUTH XOAUTH2")) {
            new Row(Failure.CONFIGURATION, "SVC-130", false, 78, "offers no login by PLAIN or LOGIN without encryption")
                    .duringStart(at(mail).plain());
        }
    }

    @Test
    void encryptsBeforeItLogsIn() throws Exception {
        var certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        var ours = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        try (var mail = ScriptedMail.greeting("220 ready")
                .on("EHLO", "250-STARTTLS\r\n250 AUTH PLAIN")
                .on("STARTTLS", "220 go ahead")
                .on("AUTH", "235 welcome")
                .encrypting(ours.sslSocketFactory())) {
            HealthResult result = at(mail).trust(ours.trustManager()).check(Asked.starting(LONG));

            assertThat(result.status()).isEqualTo(HealthStatus.UP);
            assertThat(result.details()).containsEntry("tls", "true");
            new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "has a certificate that is not trusted")
                    .duringStart(at(mail));
        }
    }

    @Test
    void believesNoCertificateForAnotherName() throws Exception {
        var certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("elsewhere.example")
                .build();
        var theirs = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build();
        try (var mail = ScriptedMail.greeting("220 ready")
                .on("EHLO", "250 STARTTLS")
                .on("STARTTLS", "220 go ahead")
                .encrypting(theirs.sslSocketFactory())) {
            new Row(Failure.CONFIGURATION, "SVC-103", false, 78, "has a certificate for another host name")
                    .duringStart(at(mail).trust(theirs.trustManager()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "454 TLS not available,        UNAVAILABLE,   SVC-106, true, 69,  cannot serve us now",
        "'220 go\r\n250 injected',     CONFIGURATION, SVC-103, false, 78, goes on talking in the clear",
    })
    void distrustsAnOddStartTls(String line, Failure failure, String code, boolean retried, int exitCode, String words)
            throws Exception {
        try (var mail =
                ScriptedMail.greeting("220 ready").on("EHLO", "250 STARTTLS").on("STARTTLS", line)) {
            new Row(failure, code, retried, exitCode, words).duringStart(at(mail));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"220-", "220 ready\r\n250-", "xxxxxxxx"})
    void readsNoMoreThanAMailServerSays(String piece) throws Exception {
        try (var endless = Silence.after((piece + "more\r\n").repeat(5_000) + "x".repeat(100_000))) {
            new Row(Failure.CONFIGURATION, "SVC-104", false, 78, "does not speak SMTP")
                    .whileRunning(SmtpCheck.at("127.0.0.1", endless.port()));
        }
    }

    @Test
    void hasHardTimeoutsAndLeavesNoConnectionBehind() throws Exception {
        try (var silent = Silence.after("");
                var cut = Silence.closingAfter("220 rea")) {
            var context = Asked.running(Duration.ofMillis(500));
            HealthResult result = SmtpCheck.at("127.0.0.1", silent.port()).check(context);

            assertThat(result.failure()).contains(Failure.TIMEOUT);
            silent.awaitLeft(1);
            new Row(Failure.UNAVAILABLE, "SVC-100", true, 69, "closes the connection before it has answered")
                    .whileRunning(SmtpCheck.at("127.0.0.1", cut.port()));
            cut.awaitLeft(1);
        }
    }
}
