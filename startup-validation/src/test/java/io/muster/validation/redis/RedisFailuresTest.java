package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureClassifier;
import java.io.IOException;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisFailuresTest {
    private final RedisFailures failures = new RedisFailures();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOAUTH Authentication required. | CREDENTIALS",
                "WRONGPASS invalid username-password pair or user is disabled. | CREDENTIALS",
                "ERR invalid password | CREDENTIALS",
                "ERR Client sent AUTH, but no password is set | CONFIGURATION",
                "ERR AUTH <password> called without any password configured for the default user. | CONFIGURATION",
                "NOPERM this user has no permissions to run the 'set' command | PERMISSION",
                "LOADING Redis is loading the dataset in memory | OVERLOADED",
                "MASTERDOWN Link with MASTER is down | UNAVAILABLE",
                "CLUSTERDOWN The cluster is down | UNAVAILABLE",
                "READONLY You can't write against a read only replica. | CONFIGURATION",
                "MISCONF Redis is configured to save RDB snapshots | CONFIGURATION",
                "OOM command not allowed when used memory > 'maxmemory'. | OVERLOADED",
                "MOVED 3999 127.0.0.1:6381 | CONFIGURATION",
                "ERR DB index is out of range | CONFIGURATION",
                "ERR max number of clients reached | OVERLOADED",
                "DENIED Redis is running in protected mode | PERMISSION",
            })
    void knowsTheErrorOfRedis(String message, Failure expected) {
        var error = new RedisCommandExecutionException(message);

        assertThat(failures.classify(error)).contains(expected);
        assertThat(failures.classify(new RedisConnectionException("Unable to connect", error)))
                .as("wrapped")
                .contains(expected);
    }

    @Test
    void knowsAResetAsNativeTransportsTellIt() {
        // Netty's own exception, which is no SocketException, as the client completes a command with it
        var reset = new ExecutionException(new IOException("recvAddress(..) failed: Connection reset by peer"));

        assertThat(Diagnoses.of(reset, Diagnoses.TIMEOUT)).isEqualTo(Diagnoses.CLOSED);
    }

    @Test
    void knowsTheExceptionsOfLettuce() {
        assertThat(failures.classify(new RedisConnectionException("Unable to connect")))
                .contains(Failure.UNAVAILABLE);
        assertThat(failures.classify(new RedisCommandTimeoutException("slow"))).contains(Failure.TIMEOUT);
        assertThat(failures.classify(new RedisLoadingException("LOADING Redis is loading")))
                .contains(Failure.OVERLOADED);
        assertThat(failures.classify(new RedisException("Connection closed"))).contains(Failure.UNAVAILABLE);
    }

    @Test
    void saysNothingOfMistakesInCommandsAndOfOthers() {
        assertThat(failures.classify(new RedisCommandExecutionException("ERR unknown command")))
                .isEmpty();
        assertThat(failures.classify(new RedisCommandExecutionException("WRONGTYPE Operation")))
                .isEmpty();
        assertThat(failures.classify(new IllegalStateException("NOAUTH"))).isEmpty();
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(FailureClassifier.class)).hasAtLeastOneElementOfType(RedisFailures.class);
    }
}
