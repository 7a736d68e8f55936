package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
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
                arguments(new NullPointerException(), Failure.BUG),
                arguments(new StackOverflowError(), Failure.BUG));
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
