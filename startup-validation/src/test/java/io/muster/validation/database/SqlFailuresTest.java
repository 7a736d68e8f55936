package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureClassifier;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ServiceLoader;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailuresTest {
    private final SqlFailures failures = new SqlFailures();

    @ParameterizedTest
    @CsvSource({
        "28P01, CREDENTIALS",
        "28000, CREDENTIALS",
        "3D000, CONFIGURATION",
        "3F000, CONFIGURATION",
        "42P01, CONFIGURATION",
        "0A000, CONFIGURATION",
        "25006, CONFIGURATION",
        "42501, PERMISSION",
        "57014, TIMEOUT",
        "57P01, UNAVAILABLE",
        "57P02, UNAVAILABLE",
        "57P03, UNAVAILABLE",
        "08001, UNAVAILABLE",
        "08004, UNAVAILABLE",
        "08006, UNAVAILABLE",
        "53300, OVERLOADED",
        "40P01, OVERLOADED",
    })
    void knowsTheSqlState(String state, Failure expected) {
        assertThat(failures.classify(new SQLException("words", state))).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "42000, 1044, PERMISSION",
        "28000, 1045, CREDENTIALS",
        "42000, 1049, CONFIGURATION",
        "08004, 1040, OVERLOADED",
        "HY000, 1129, CONFIGURATION",
        "90020, 90020, UNAVAILABLE",
    })
    void knowsTheVendorsOwnNumber(String state, int code, Failure expected) {
        assertThat(failures.classify(new SQLException("words", state, code))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", "22001", "X"})
    void saysNothingOfMistakesInStatements(String state) {
        assertThat(failures.classify(new SQLException("words", state))).isEmpty();
    }

    @Test
    void takesAFailedHandshakeAndAMissingDriverForSettings() {
        assertThat(failures.classify(new SQLException("words", "08001", new SSLHandshakeException("PKIX"))))
                .contains(Failure.CONFIGURATION);
        assertThat(failures.classify(new SQLException("No suitable driver found for x", "08001")))
                .contains(Failure.CONFIGURATION);
        assertThat(failures.classify(new SQLException("words", "08001", new ConnectException("refused"))))
                .contains(Failure.UNAVAILABLE);
    }

    @Test
    void tellsAnEmptyPoolFromOneThatKnowsWhy() {
        assertThat(failures.classify(new SQLTransientConnectionException("not available")))
                .contains(Failure.OVERLOADED);
        assertThat(failures.classify(
                        new SQLTransientConnectionException("not available", new SQLException("x", "28P01"))))
                .isEmpty();
    }

    @Test
    void looksAtTimeoutsAndFollowingExceptionsAndNothingElse() {
        var first = new SQLException("batch");
        first.setNextException(new SQLException("words", "42501"));

        assertThat(failures.classify(new SQLTimeoutException("slow"))).contains(Failure.TIMEOUT);
        assertThat(failures.classify(first)).contains(Failure.PERMISSION);
        assertThat(failures.classify(new IllegalStateException("28P01"))).isEmpty();
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(FailureClassifier.class)).hasAtLeastOneElementOfType(SqlFailures.class);
    }
}
