package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.RedisClient;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each error of Redis to each command: code, failure, exit code, retried or not, message. */
@Timeout(120)
class RedisSituationsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TABLE = """
            PING | NOAUTH Authentication required.                                         | RDS-101 | CREDENTIALS   | 78 | once  | asks for a password
            PING | WRONGPASS invalid username-password pair or user is disabled.           | RDS-101 | CREDENTIALS   | 78 | once  | refuses the user or the password
            PING | ERR invalid password                                                    | RDS-101 | CREDENTIALS   | 78 | once  | refuses the password
            PING | ERR Client sent AUTH, but no password is set                            | RDS-104 | CONFIGURATION | 78 | once  | has no password, and one was sent
            PING | ERR AUTH <password> called without any password configured for the user | RDS-104 | CONFIGURATION | 78 | once  | has no password, and one was sent
            PING | NOPERM this user has no permissions to run the 'ping' command           | RDS-102 | PERMISSION    | 77 | once  | what connecting takes
            PING | DENIED Redis is running in protected mode                               | RDS-102 | PERMISSION    | 77 | once  | is in protected mode
            PING | LOADING Redis is loading the dataset in memory                          | RDS-105 | OVERLOADED    | 75 | again | is loading its data
            PING | BUSY Redis is busy running a script.                                    | RDS-105 | OVERLOADED    | 75 | again | is busy with a script
            PING | ERR max number of clients reached                                       | RDS-105 | OVERLOADED    | 75 | again | has no connection to spare
            PING | MASTERDOWN Link with MASTER is down                                     | RDS-113 | UNAVAILABLE   | 69 | again | is a replica without its master
            PING | MISCONF Redis is configured to save RDB snapshots                       | RDS-111 | CONFIGURATION | 78 | once  | cannot save to disk
            PING | ERR DB index is out of range                                            | RDS-104 | CONFIGURATION | 78 | once  | has no database of that number
            PING | ERR SELECT is not allowed in cluster mode                               | RDS-104 | CONFIGURATION | 78 | once  | has database 0 alone
            PING | ERR This instance has cluster support disabled                          | RDS-104 | CONFIGURATION | 78 | once  | is no cluster
            PING | ERR something that nobody knows                                         | RDS-104 | CONFIGURATION | 78 | once  | an answer that is not Redis's
            SET  | READONLY You can't write against a read only replica.                   | RDS-110 | CONFIGURATION | 78 | once  | is a replica and takes no writes
            SET  | OOM command not allowed when used memory > 'maxmemory'.                 | RDS-112 | OVERLOADED    | 75 | again | is out of memory
            SET  | MOVED 3999 127.0.0.1:6381                                               | RDS-104 | CONFIGURATION | 78 | once  | is a cluster
            SET  | CROSSSLOT Keys in request don't hash to the same slot                   | RDS-104 | CONFIGURATION | 78 | once  | is a cluster
            SET  | CLUSTERDOWN The cluster is down                                         | RDS-113 | UNAVAILABLE   | 69 | again | is a cluster that is down
            SET  | TRYAGAIN Multiple keys request during rehashing of slot                 | RDS-113 | UNAVAILABLE   | 69 | again | is moving data between nodes
            SET  | NOREPLICAS Not enough good replicas to write.                           | RDS-113 | UNAVAILABLE   | 69 | again | has too few good replicas
            SET  | NOPERM this user has no permissions to run the 'set' command            | RDS-102 | PERMISSION    | 77 | once  | run 'set' on keys 'muster:startup-check:*'
            GET  | NOPERM this user has no permissions to access one of the keys           | RDS-102 | PERMISSION    | 77 | once  | run 'get' on keys
            DEL  | NOPERM this user has no permissions to run the 'del' command            | RDS-102 | PERMISSION    | 77 | once  | run 'del' on keys
            SET  | ERR unknown command `SET`                                               | RDS-104 | CONFIGURATION | 78 | once  | does not know the command 'set'
            """;

    private final RespStub stub = new RespStub();
    private final RedisClient client = RedisClient.create(stub.url());

    @AfterEach
    void stop() {
        client.shutdown();
        stub.close();
    }

    static Set<String[]> rows() {
        return TABLE.lines()
                .map(line -> line.split("\\|"))
                .map(cells -> Stream.of(cells).map(String::strip).toArray(String[]::new))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("rows")
    void tellsEachErrorApart(
            String command, String error, String code, String failure, int exitCode, String retried, String words)
            throws InterruptedException {
        stub.answer(command, "-" + error);
        RedisCheck check = RedisCheck.of(client);

        var failed = catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(LONG)));

        var finding = failed.findings().get(0);
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.message()).contains(words);
        assertThat(finding.fix()).isNotEmpty();
        assertThat(failed.failure()).isEqualTo(Failure.valueOf(failure));
        assertThat(failed.failure().exitCode()).isEqualTo(exitCode);
        assertThat(failed.failure().retryable()).isEqualTo(retried.equals("again"));

        HealthResult running = check.check(Asked.running(LONG));
        boolean pinged = command.equals("PING");
        assertThat(running.status()).isEqualTo(pinged ? HealthStatus.DOWN : HealthStatus.UP);
        assertThat(running.reason()).contains(pinged ? words : "");
        assertThat(running.details().get("code")).isEqualTo(pinged ? code : null);
    }

    @Test
    void everyErrorIsInTheTable() {
        Set<RedisError> seen = rows().stream()
                .flatMap(row -> RedisError.of(row[1].toUpperCase(Locale.ROOT)).stream())
                .collect(Collectors.toSet());

        assertThat(seen).isEqualTo(EnumSet.allOf(RedisError.class));
    }

    @Test
    void findsOutThatAKeyIsNotGivenBack() {
        stub.answer("GET", "$3\r\nold");

        var failed = catchThrowableOfType(
                FailureException.class, () -> RedisCheck.of(client).check(Asked.starting(LONG)));

        assertThat(failed.findings().get(0).code()).isEqualTo("RDS-114");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aof_enabled:0 | keeps no append-only file",
                "aof_enabled:1 | ''",
                "rdb_last_bgsave_status:err | could not save to disk last time",
                "aof_last_write_status:err | could not save to disk last time",
                "role:slave,master_link_status:down | has lost its master",
                "connected_clients:95,maxclients:100 | has 95 of 100 connections in use",
                "connected_clients:50,maxclients:100 | ''",
                "maxmemory:1000,maxmemory_policy:volatile-lru | may evict keys that must stay",
                "maxmemory:0,maxmemory_policy:allkeys-lru | ''",
                "maxmemory:100 | 512 are wanted",
                "maxmemory:99999999999999999999 | ''",
                "nonsense | ''",
            })
    void warnsOfWhatInfoTells(String lines, String warning) throws InterruptedException {
        String text = lines.replace(",", "\r\n");
        stub.answer("INFO", "$" + text.length() + "\r\n" + text).answer("GET", "$-1");

        HealthResult result = RedisCheck.of(client)
                .readOnly()
                .persistent()
                .noEviction()
                .maxMemory(512)
                .check(Asked.starting(LONG));

        assertThat(result.reason()).contains(warning);
        assertThat(result.status()).isEqualTo(warning.isEmpty() ? HealthStatus.UP : HealthStatus.DEGRADED);
    }

    @Test
    void tellsHowLongItWillBeLoading() {
        String text = "loading:1\r\nloading_eta_seconds:12";
        stub.answer("PING", "-LOADING Redis is loading the dataset in memory")
                .answer("INFO", "$" + text.length() + "\r\n" + text);
        var client = RedisClient.create(stub.url().replace("//", "//:word@"));
        try {
            var failed = catchThrowableOfType(
                    FailureException.class, () -> RedisCheck.of(client).check(Asked.starting(LONG)));

            var finding = failed.findings().get(0);
            assertThat(finding.message()).isEqualTo("is loading its data");
            assertThat(finding.fix()).isEqualTo("wait until it has, by its own estimate in 12 s");
            stub.answer("INFO", "-NOPERM no");
            assertThat(RedisCheck.of(client).check(Asked.running(LONG)).reason())
                    .isEqualTo("is loading its data; wait until it has");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void findsOutByOneKeyOfManyThatItIsANodeOfACluster() {
        stub.answer("INFO", "-NOPERM no").answer("CLUSTER", "-NOPERM no").answer("{15}", "-MOVED 1 127.0.0.1:1");

        var failed = catchThrowableOfType(
                FailureException.class, () -> RedisCheck.of(client).readOnly().check(Asked.starting(LONG)));

        assertThat(failed.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("RDS-104");
            assertThat(finding.message()).isEqualTo("is a cluster");
        });
    }

    @Test
    void callsNothingAnAnswerOfRedisThatIsNone() {
        client.shutdown();

        assertThatThrownBy(() -> RedisCheck.of(client).check(Asked.starting(LONG)))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(FailureException.class);
    }

    @Test
    void keepsTheCause() {
        stub.answer("PING", "-ERR something that nobody knows");

        assertThatThrownBy(() -> RedisCheck.of(client).check(Asked.starting(LONG)))
                .isInstanceOf(FailureException.class)
                .hasRootCauseMessage("ERR something that nobody knows");
    }

    @Test
    void namesAServerThatImitatesRedis() throws InterruptedException {
        String text = "server_name:valkey\r\nredis_version:7.2.4";
        stub.answer("INFO", "$" + text.length() + "\r\n" + text);

        assertThat(RedisCheck.of(client).readOnly().check(Asked.starting(LONG)).details())
                .containsEntry("server", "valkey")
                .containsEntry("redis_version", "7.2.4");
    }
}
