package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an exception stands for, and how it is said. */
class FaultsTest {
    private final Redactor redactor = new Redactor();
    private final Faults faults = new Faults(redactor);

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments(new ConnectException("refused"), Failure.UNAVAILABLE),
                arguments(new UnknownHostException("db"), Failure.UNAVAILABLE),
                arguments(new SocketTimeoutException("read"), Failure.TIMEOUT),
                arguments(new BindException("in use"), Failure.CONFIGURATION),
                arguments(new AccessDeniedException("/run/secrets/x"), Failure.PERMISSION),
                arguments(new NoSuchFileException("/x"), Failure.CONFIGURATION),
                arguments(new IOException("broken pipe"), Failure.UNAVAILABLE),
                arguments(new ExecutionException(new ConnectException("refused")), Failure.UNAVAILABLE),
                arguments(new FailureException(Failure.OVERLOADED, "busy"), Failure.OVERLOADED),
                arguments(
                        new IllegalStateException(new FailureException(Failure.CREDENTIALS, "no")),
                        Failure.CREDENTIALS),
                arguments(
                        new IOException("Cannot run program \"pg_dump\": error=2, No such file or directory"),
                        Failure.CONFIGURATION),
                arguments(
                        new IOException("Cannot run program \"pg_dump\": Exec failed, error: 2 (No such file)"),
                        Failure.CONFIGURATION),
                arguments(
                        new IOException(
                                "Cannot run program \"./run\" (in directory \"/x\"): error=13, Permission denied"),
                        Failure.PERMISSION),
                arguments(
                        new IOException("Cannot run program \"x\": error=11, Resource temporarily unavailable"),
                        Failure.UNAVAILABLE),
                arguments(new MalformedURLException("no protocol: db"), Failure.CONFIGURATION),
                arguments(new URISyntaxException("a b", "Illegal character"), Failure.CONFIGURATION),
                arguments(new SSLHandshakeException("Remote host terminated the handshake"), Failure.UNAVAILABLE),
                arguments(
                        new SSLException("Connection reset", new SocketException("Connection reset")),
                        Failure.UNAVAILABLE),
                arguments(new SSLException("readHandshakeRecord"), Failure.UNAVAILABLE),
                arguments(
                        caused(new SSLHandshakeException("PKIX"), new CertificateException("path building failed")),
                        Failure.CONFIGURATION),
                arguments(new SSLPeerUnverifiedException("Hostname db not verified"), Failure.CONFIGURATION),
                arguments(new SSLHandshakeException("Received fatal alert: protocol_version"), Failure.CONFIGURATION),
                arguments(new SSLHandshakeException("Received fatal alert: handshake_failure"), Failure.CONFIGURATION),
                arguments(new SSLHandshakeException("Received fatal alert: bad_certificate"), Failure.CONFIGURATION),
                arguments(new SSLHandshakeException("no cipher suites in common"), Failure.CONFIGURATION),
                arguments(
                        new SSLHandshakeException("No appropriate protocol (protocol is disabled or ciphers)"),
                        Failure.CONFIGURATION),
                arguments(new SSLException("Unsupported or unrecognized SSL message"), Failure.CONFIGURATION),
                arguments(new NullPointerException(), Failure.BUG),
                arguments(new StackOverflowError(), Failure.BUG));
    }

    private static Throwable caused(Throwable thrown, Throwable cause) {
        return thrown.initCause(cause);
    }

    @Test
    void aProgramThatIsNotThereIsConfiguration() {
        Throwable thrown = catchThrowable(new ProcessBuilder("/no/such/program")::start);

        assertThat(faults.of("dump", thrown).failure()).isEqualTo(Failure.CONFIGURATION);
    }

    @Test
    void anExceptionThatCannotBeReadGoesByItsName() {
        Fault fault = faults.of("db", new Unreadable());

        assertThat(fault.failure()).isEqualTo(Failure.BUG);
        assertThat(fault.findings().get(0).message()).isEqualTo("Unreadable");
        assertThat(faults.of("db", new IllegalStateException("pool", new Unreadable()))
                        .findings()
                        .get(0)
                        .message())
                .isEqualTo("IllegalStateException: pool (Unreadable)");
        assertThat(faults.of("db", new Unreachable()).findings().get(0).message())
                .contains("Unreachable, which cannot be read: it throws java.lang.IllegalStateException");
    }

    /** Its message is made when somebody asks for it, and that fails. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    private static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void classifies(Throwable thrown, Failure expected) {
        assertThat(faults.of("db", thrown).failure()).isEqualTo(expected);
    }

    @Test
    void saysTheRootWhereItSaysMore() {
        var thrown = new IllegalStateException("pool failed", new ConnectException("db:5432 refused"));

        assertThat(faults.of("db", thrown).findings().get(0).message())
                .isEqualTo("IllegalStateException: pool failed (ConnectException: db:5432 refused)");
    }

    @Test
    void scrubsMessagesAndFindings() {
        redactor.add(Secret.of("hunter2hunter2"));
        var finding = Finding.error(Failure.CONFIGURATION, "KEY", "got hunter2hunter2")
                .fix("drop hunter2hunter2");

        assertThat(faults.of("db", new IOException("with hunter2hunter2"))
                        .findings()
                        .toString())
                .doesNotContain("hunter2");
        assertThat(faults.of("env", new FailureException("bad", List.of(finding)))
                        .findings()
                        .toString())
                .doesNotContain("hunter2");
    }

    @Test
    void aCauseChainThatBitesItsTailEnds() {
        var outer = new RuntimeException("outer");
        var inner = new RuntimeException("inner", outer);
        outer.initCause(inner);

        assertThat(faults.of("db", outer).failure()).isEqualTo(Failure.BUG);
    }

    @Test
    void aCheckThatThrowsIsDownForTheSameReasonAsAStart() {
        var redactor = new Redactor();
        redactor.add(Secret.of("Gr4nite-Lantern-42"));
        var refused = new IllegalStateException("pool", new ConnectException("to x:Gr4nite-Lantern-42@db refused"));

        HealthResult down = HealthResult.down(refused, redactor);

        assertThat(down.failure()).contains(Failure.UNAVAILABLE);
        assertThat(down.reason())
                .startsWith("IllegalStateException: pool (ConnectException: to x:")
                .doesNotContain("Gr4nite");
        assertThat(HealthResult.down(
                                new FailureException(
                                        "two",
                                        List.of(
                                                Finding.error(Failure.PERMISSION, "orders", "no SELECT"),
                                                Finding.error(Failure.CONFIGURATION, "catalog", "is missing"))),
                                redactor)
                        .reason())
                .isEqualTo("no SELECT; is missing");
    }
}
