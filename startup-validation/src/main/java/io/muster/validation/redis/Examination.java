package io.muster.validation.redis;

import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.validation.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** The deep look at a Redis while the service starts. For one run. */
final class Examination {
    private static final Duration EXPIRY = Duration.ofSeconds(10);
    /** So many keys that a node which has most of the slots alone is found out too. */
    private static final int PROBES = 16;

    private final RedisClusterAsyncCommands<String, String> redis;
    private final boolean cluster;
    private final Wishes wishes;
    private final Asking asking;
    private final Latency latency;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Session session, Wishes wishes, Asking asking, Latency latency) {
        this.redis = session.commands();
        this.cluster = session.cluster();
        this.wishes = wishes;
        this.asking = asking;
        this.latency = latency;
    }

    /** @throws FailureException with everything that is wrong */
    HealthResult run() throws InterruptedException, ExecutionException, TimeoutException {
        ping();
        Latency.slow(latency.median(), wishes.tooSlow()).ifPresent(slow -> findings.add(slow.finding("redis")));
        if (wishes.writes()) {
            roundTrip();
        } else {
            step("get", redis.get(key(UUID.randomUUID().toString())));
        }
        Optional<Info> info = allowed(redis.info()).map(Info::new);
        if (cluster) {
            allowed(redis.clusterInfo()).ifPresent(this::slots);
        } else if (findings.isEmpty() && info.map(Info::cluster).orElse(true)) {
            wholeKeySpace();
        }
        if (!findings.isEmpty()) {
            throw new FailureException("Redis cannot be used", findings);
        }
        HealthResult result = verdict(info.map(it -> it.warnings(wishes)).orElse(List.of()));
        return info.isEmpty()
                ? result.with("info", "not allowed to this user")
                : info.get().describe(result);
    }

    /** One answer to warm up and five that count. */
    private void ping() throws InterruptedException, ExecutionException, TimeoutException {
        asking.answer(redis.ping());
        for (int i = 0; i < Latency.ROUNDS; i++) {
            Duration before = asking.left();
            asking.answer(redis.ping());
            latency.add(before.minus(asking.left()));
        }
    }

    /**
     * All three commands leave at once: whatever becomes of the time, the delete is on its way. A replica and a full Redis
     * answer PING as well.
     */
    private void roundTrip() throws InterruptedException, TimeoutException {
        String value = UUID.randomUUID().toString();
        String key = key(value);
        Future<String> set = redis.set(key, value, SetArgs.Builder.nx().px(EXPIRY.toMillis()));
        Future<String> get = redis.get(key);
        Future<Long> del = redis.del(key);
        boolean written = step("set", set).isPresent();
        Optional<String> read = step("get", get);
        step("del", del);
        if (written && findings.isEmpty() && !value.equals(read.orElse(""))) {
            findings.add(new Diagnosis(
                            "RDS-114",
                            Failure.CONFIGURATION,
                            "does not give back a key that was written a moment ago",
                            "read from where you write: a replica or a proxy may be in between")
                    .finding("redis"));
        }
    }

    /**
     * A client that knows no clusters gets nowhere with the keys of the other nodes; a cluster of one node has none. Its
     * own answer is certain; where nobody may ask, a few keys from all over the key space are.
     */
    private void wholeKeySpace() throws InterruptedException, TimeoutException {
        Optional<Info> cluster = allowed(redis.clusterInfo()).map(Info::new);
        if (cluster.isPresent()) {
            if (cluster.get().shared()) {
                findings.add(RedisError.MOVED.diagnosis().finding("redis"));
            }
            return;
        }
        var answers = new ArrayList<Future<String>>();
        for (int i = 0; i < PROBES; i++) {
            answers.add(redis.get(key(String.valueOf(i))));
        }
        for (Future<String> answer : answers) {
            step("get", answer);
        }
    }

    /** Braces make it one hash slot whatever the prefix, so that it works on a cluster too. */
    private String key(String unique) {
        return wishes.keyPrefix() + "{" + unique + "}";
    }

    /** The answer; empty when there is none, or when it is an error, which is noted once. */
    private <T> Optional<T> step(String command, Future<T> answer) throws InterruptedException, TimeoutException {
        try {
            return Optional.ofNullable(asking.answer(answer));
        } catch (ExecutionException e) {
            Finding finding = diagnosis(command, e).finding("redis");
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
            return Optional.empty();
        }
    }

    private Diagnosis diagnosis(String command, ExecutionException e) {
        Diagnosis known = Diagnoses.of(
                e,
                new Diagnosis(
                        "RDS-104",
                        Failure.CONFIGURATION,
                        "does not know the command '" + command + "'",
                        "check that Redis is what answers there"));
        boolean noPermission = known.equals(RedisError.NOPERM.diagnosis());
        return noPermission
                ? known.words("does not let this user run '" + command + "' on keys '" + wishes.keyPrefix() + "*'")
                        .fix("extend the user's ACL: " + acl())
                : known;
    }

    private String acl() {
        return (wishes.writes() ? "+set +get +del ~" : "+get ~") + wishes.keyPrefix() + "*";
    }

    /** The answer to a command that the user may not be allowed to run, or that a managed Redis does not have. */
    private Optional<String> allowed(Future<String> answer) throws InterruptedException, TimeoutException {
        try {
            return Optional.of(asking.answer(answer));
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private void slots(String clusterInfo) {
        Finding down = RedisError.CLUSTERDOWN.diagnosis().finding("redis");
        if (clusterInfo.contains("cluster_state:fail") && !findings.contains(down)) {
            findings.add(down);
        }
    }

    private HealthResult verdict(List<String> facts) {
        var warnings = new ArrayList<>(facts);
        Latency.slow(latency.median(), wishes.slow()).ifPresent(slow -> warnings.add(0, slow.sentence()));
        return warnings.isEmpty() ? HealthResult.up() : HealthResult.degraded(String.join("; ", warnings));
    }
}
