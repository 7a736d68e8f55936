package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.protocol.CommandType;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.samples.servers.RedisServer;
import io.muster.validation.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a deep check finds out about real servers in every state; the same for each release of Redis. */
@Timeout(120)
abstract class RedisContract {
    static final Duration LONG = Duration.ofSeconds(30);
    /** So wide that a busy machine is not called slow. */
    private static final Duration WIDE = Duration.ofSeconds(20);

    private final List<AutoCloseable> open = new ArrayList<>();

    abstract RedisServer start(String... settings);

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private RedisServer server(String... settings) {
        RedisServer server = start(settings);
        open.add(server);
        return server;
    }

    private RedisClient client(String url) {
        var client = RedisClient.create(LettuceUri.parse(url));
        open.add(client::shutdown);
        return client;
    }

    private RedisCheck check(String url) {
        return RedisCheck.of(client(url)).latency(WIDE, WIDE);
    }

    private RedisCommands<String, String> admin(RedisServer server) {
        return client(server.url()).connect().sync();
    }

    private static Finding problem(RedisCheck check) {
        List<Finding> problems = problems(check);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<Finding> problems(RedisCheck check) {
        return catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(LONG)))
                .findings();
    }

    private static void expect(Finding finding, String code, Failure failure, String words) {
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.failure()).contains(failure);
        assertThat(finding.message()).contains(words);
        assertThat(finding.fix()).isNotEmpty();
    }

    @Test
    void tellsWhatItLearntOfAGoodServer() throws Exception {
        RedisServer server = server("maxmemory 100mb", "maxmemory-policy allkeys-lru");

        HealthResult result = check(server.url()).check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details())
                .containsEntry("role", "master")
                .containsEntry("maxmemory", "104857600")
                .containsEntry("maxmemory_policy", "allkeys-lru")
                .containsEntry("aof_enabled", "0")
                .containsKeys("redis_version", "latency_min_ms", "latency_median_ms", "latency_max_ms")
                .containsEntry("port", String.valueOf(server.port()));
        assertThat(admin(server).dbsize()).isZero();
    }

    @Test
    void warnsOfWhatTheServiceWantsOtherwise() throws Exception {
        RedisServer server = server("maxmemory 100mb", "maxmemory-policy allkeys-lru");

        HealthResult result = check(server.url())
                .persistent()
                .noEviction()
                .maxMemory(512L << 20)
                .check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(result.reason())
                .contains("set appendonly yes")
                .contains("may evict keys that must stay (maxmemory-policy allkeys-lru); set noeviction")
                .contains("may use 104857600 bytes of memory, 536870912 are wanted; raise maxmemory");
    }

    @Test
    void isContentWhenTheWishesAreMet() throws Exception {
        RedisServer server = server("appendonly yes");

        HealthResult result = check(server.url())
                .persistent()
                .noEviction()
                .maxMemory(512L << 20)
                .check(Asked.starting(LONG));

        assertThat(result.reason()).isEmpty();
        assertThat(result.status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void findsOutWhatTheUserMayNotDoAndSaysTheAcl() throws Exception {
        RedisServer server = server();
        admin(server)
                .aclSetuser(
                        "app",
                        AclSetuserArgs.Builder.on()
                                .addPassword("Reading-Only-12")
                                .keyPattern("app:*")
                                .addCommand(CommandType.PING)
                                .addCommand(CommandType.GET)
                                .addCommand(CommandType.SET)
                                .addCommand(CommandType.DEL));
        RedisCheck check = check("redis://app:Reading-Only-12@127.0.0.1:" + server.port());

        List<Finding> elsewhere = problems(check);
        expect(elsewhere.get(0), "RDS-102", Failure.PERMISSION, "run 'set' on keys 'muster:startup-check:*'");
        assertThat(elsewhere.get(0).fix()).isEqualTo("extend the user's ACL: +set +get +del ~muster:startup-check:*");
        assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);

        HealthResult allowed = check.keyPrefix("app:").check(Asked.starting(LONG));
        assertThat(allowed.status()).isEqualTo(HealthStatus.UP);
        assertThat(allowed.details()).containsEntry("info", "not allowed to this user");
    }

    @Test
    void findsOutThatTheUserMayNotEvenPing() {
        RedisServer server = server();
        admin(server).aclSetuser("mute", AclSetuserArgs.Builder.on().addPassword("Reading-Only-12"));

        Finding mute = problem(check("redis://mute:Reading-Only-12@127.0.0.1:" + server.port()));

        expect(mute, "RDS-102", Failure.PERMISSION, "does not let this user run what connecting takes");
        assertThat(mute.fix()).startsWith("extend the user's ACL: +ping");
    }

    @Test
    void knowsAWrongPasswordAndAMissingOne() {
        RedisServer server = server();

        Finding wrong = problem(check("redis://:Planted-Wrong-1@127.0.0.1:" + server.port()));
        expect(wrong, "RDS-101", Failure.CREDENTIALS, "refuses the user or the password");
        assertThat(wrong.toString()).doesNotContain("Planted");
        expect(problem(check("redis://127.0.0.1:" + server.port())), "RDS-101", Failure.CREDENTIALS, "asks for a");
    }

    @Test
    void knowsADatabaseThatIsNotThere() {
        RedisServer server = server();

        expect(
                problem(check(server.url().replace("/0", "/99"))),
                "RDS-104",
                Failure.CONFIGURATION,
                "has no database of that number");
    }

    @Test
    void findsOutThatAReplicaTakesNoWrites() throws Exception {
        RedisServer master = server();
        RedisServer replica = server("replicaof 127.0.0.1 " + master.port());
        RedisCheck check = check(replica.url());

        expect(problem(check), "RDS-110", Failure.CONFIGURATION, "is a replica and takes no writes");
        assertThat(check.check(Asked.running(LONG)).status()).as("PING").isEqualTo(HealthStatus.UP);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                check.readOnly().check(Asked.starting(LONG)).status())
                        .isEqualTo(HealthStatus.UP));

        master.kill();
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                check.readOnly().check(Asked.starting(LONG)).reason())
                        .contains("has lost its master"));
    }

    @Test
    void findsOutThatMemoryIsFull() {
        RedisServer server = server("maxmemory 1kb", "maxmemory-policy noeviction");
        Finding full = problem(check(server.url()));

        expect(full, "RDS-112", Failure.OVERLOADED, "is out of memory");
        assertThat(full.failure().orElseThrow().retryable()).isTrue();
    }

    @Test
    void findsOutThatThereIsNoConnectionToSpare() {
        RedisServer server = server("maxclients 1");
        // whoever looked whether it had started may not have left yet
        Awaitility.await().ignoreExceptions().until(() -> admin(server).ping().equals("PONG"));

        Finding refused = problem(check(server.url()));

        // Redis closes the connection behind its words, and whoever is still writing loses them
        assertThat(refused.code()).isIn("RDS-105", "RDS-100");
        assertThat(refused.message()).containsAnyOf("has no connection to spare", "closes the connection at once");
        assertThat(refused.failure().orElseThrow().retryable()).isTrue();
    }

    @Test
    void findsOutThatItCannotSave(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        RedisServer server = server("save 3600 1", "dir " + data);
        RedisCommands<String, String> admin = admin(server);
        RedisCheck check = check(server.url());
        Files.delete(data);
        admin.bgsave();
        Awaitility.await().until(() -> admin.info("persistence").contains("rdb_last_bgsave_status:err"));

        expect(problem(check), "RDS-111", Failure.CONFIGURATION, "cannot save to disk");
        assertThat(check.check(Asked.running(LONG)).failure()).as("PING").contains(Failure.CONFIGURATION);
    }

    @Test
    void tellsThatItIsStillLoading(@TempDir Path folder) throws Exception {
        Path dump = folder.resolve("dump.rdb");
        try (RedisServer first = start("save 3600 1", "dir " + folder, "rdbcompression no")) {
            RedisCommands<String, String> admin = admin(first);
            String value = "x".repeat(1_000);
            // it looks up from loading every two megabytes
            IntStream.range(0, 10_000).forEach(i -> admin.set("key" + i, value));
            admin.save();
        }
        assertThat(Files.size(dump)).isPositive();
        RedisServer second = server("save 3600 1", "dir " + folder, "key-load-delay 500");

        Finding loading = problem(check(second.url()));

        expect(loading, "RDS-105", Failure.OVERLOADED, "is loading its data");
        RedisCheck check = check(second.url());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP));
    }

    @Test
    void checksAClusterAndTellsItFromASingleServer() throws Exception {
        RedisServer node = server("cluster-enabled yes", "cluster-config-file nodes.conf");
        String url = node.url().replace("/0", "");
        RedisCommands<String, String> admin = admin(node);

        var client = RedisClusterClient.create(LettuceUri.nodes(url));
        open.add(client::shutdown);
        RedisCheck check = RedisCheck.of(client).latency(WIDE, WIDE);
        assertThat(problems(check).get(0).code()).isEqualTo("RDS-113");

        admin.clusterAddSlots(IntStream.range(0, 16_384).toArray());
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(check.check(Asked.starting(LONG)).status()).isEqualTo(HealthStatus.UP));
        assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
        assertThat(admin.dbsize()).isZero();
        assertThat(check(url).check(Asked.starting(LONG)).status())
                .as("to a cluster of one node any client will do")
                .isEqualTo(HealthStatus.UP);

        var wrong = RedisClusterClient.create(RedisURI.create(server().url()));
        open.add(wrong::shutdown);
        expect(problem(RedisCheck.of(wrong)), "RDS-104", Failure.CONFIGURATION, "is no cluster");
        expect(problem(check(url + "/3")), "RDS-104", Failure.CONFIGURATION, "has"); // database 0 alone
    }

    @Test
    void findsOutEachTimeThatAClientKnowsNoClusters() {
        RedisServer first = server("cluster-enabled yes", "cluster-config-file nodes.conf");
        RedisServer second = server("cluster-enabled yes", "cluster-config-file nodes.conf");
        RedisCommands<String, String> admin = admin(first);
        admin.clusterMeet(second.host(), second.port());
        // one key in sixteen, so that it takes more than a lucky key
        admin(second).clusterAddSlots(IntStream.range(0, 1_024).toArray());
        admin.clusterAddSlots(IntStream.range(1_024, 16_384).toArray());
        Awaitility.await().until(() -> admin.clusterInfo().contains("cluster_state:ok"));
        Awaitility.await().until(() -> admin.clusterInfo().contains("cluster_size:2"));

        RedisCheck check = check(first.url());
        for (int i = 0; i < 5; i++) {
            expect(problem(check), "RDS-104", Failure.CONFIGURATION, "is a cluster");
            expect(problem(check.readOnly()), "RDS-104", Failure.CONFIGURATION, "is a cluster");
        }
    }

    @Test
    void followsSentinelsToTheMaster() throws Exception {
        RedisServer master = server();
        RedisServer sentinel = RedisServer.startSentinel(master, "mymaster");
        open.add(sentinel);
        String login = "redis-sentinel://:" + master.password() + "@";

        HealthResult result =
                check(login + "127.0.0.1:" + sentinel.port() + "/0#mymaster").check(Asked.starting(LONG));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details()).containsEntry("port", String.valueOf(master.port()));
        expect(
                problem(check(login + "127.0.0.1:" + sentinel.port() + "/0#other")),
                "RDS-106",
                Failure.UNAVAILABLE,
                "is not known to the sentinels");
        sentinel.kill();
        expect(
                problem(check(login + "127.0.0.1:" + sentinel.port() + "/0#mymaster")),
                "RDS-106",
                Failure.UNAVAILABLE,
                "has no sentinel that answers");
    }
}
