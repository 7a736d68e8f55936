package io.muster.validation.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Secret;
import io.muster.validation.diagnosis.Diagnosis;
import io.muster.validation.diagnosis.Library;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Whether a Redis can be used. Each option returns a changed copy. Thread-safe.
 *
 * <p>While the service runs it sends PING. During the start it also writes, reads and deletes one key of its own, which
 * expires by itself, since a replica and a full Redis answer PING as well; it measures the latency, and reads what Redis
 * tells of itself where it may. It keeps one connection, which ends with the client.
 */
public final class RedisCheck implements HealthCheck {
    private static final Diagnosis STRANGE = new Diagnosis(
            "RDS-104",
            Failure.CONFIGURATION,
            "gives an answer that is not Redis's",
            "check that Redis is what answers there");

    private final KeptConnection kept;
    private final Wishes wishes;
    private final Latency latency = new Latency();

    private RedisCheck(KeptConnection kept, Wishes wishes) {
        this.kept = kept;
        this.wishes = wishes;
    }

    /** Asks through {@code client}, which somebody else shuts down: one server, or the master that sentinels name. */
    @SuppressWarnings("exports") // whoever has a client has the library; requiring it of everybody would not compile
    public static RedisCheck of(RedisClient client) {
        return new RedisCheck(new KeptConnection(Connector.of(requireNonNull(client, "client"))), Wishes.DEFAULT);
    }

    /** Asks a cluster through {@code client}, which somebody else shuts down. */
    @SuppressWarnings("exports") // as above
    public static RedisCheck of(RedisClusterClient client) {
        return new RedisCheck(new KeptConnection(Connector.of(requireNonNull(client, "client"))), Wishes.DEFAULT);
    }

    /**
     * A component that asks with a client of its own, for services that reach Redis by another library; it needs
     * {@code io.lettuce:lettuce-core} and says so where that is missing.
     *
     * <p>Its options are set by {@code component(...).check(check -> check.keyPrefix("orders:"))}.
     *
     * @param url any form that {@link LettuceUri} knows, several hosts being those of a cluster; read when it starts
     */
    public static Component<RedisCheck> component(String name, Supplier<Secret> url) {
        requireNonNull(url, "url");
        return Component.<RedisCheck>component(name, () -> own(url.get()))
                .check(check -> check)
                .stop(check -> check.kept.shutDown());
    }

    private static RedisCheck own(Secret url) {
        Library.LETTUCE.missing("RDS-190").ifPresent(missing -> {
            throw new FailureException("Redis cannot be asked", List.of(missing.finding("redis")));
        });
        return new RedisCheck(new KeptConnection(Connector.to(url.reveal())), Wishes.DEFAULT);
    }

    /** A copy that writes its key under this prefix: for users whose ACL allows some keys only. */
    public RedisCheck keyPrefix(String prefix) {
        return new RedisCheck(kept, wishes.keyPrefix(requireNonNull(prefix, "key prefix")));
    }

    /** A copy for a service that only reads: nothing is written, so a replica will do. */
    public RedisCheck readOnly() {
        return new RedisCheck(kept, wishes.readOnly());
    }

    /** A copy that is DEGRADED above a median of {@code warn} and DOWN above {@code fail}. Default: 50 and 500 ms. */
    public RedisCheck latency(Duration warn, Duration fail) {
        if (warn.isNegative() || warn.isZero() || fail.compareTo(warn) < 0) {
            throw new IllegalArgumentException(
                    "'latency' warns above " + warn + " and fails above " + fail + "; give a longer one to fail above");
        }
        return new RedisCheck(kept, wishes.latency(warn, fail));
    }

    /** A copy that warns during the start when a restart of Redis would lose data: jobs, sessions. */
    public RedisCheck persistent() {
        return new RedisCheck(kept, wishes.persistent());
    }

    /** A copy that warns during the start when Redis may evict keys: revoked tokens, rate limits, queues. */
    public RedisCheck noEviction() {
        return new RedisCheck(kept, wishes.unevicted());
    }

    /** A copy that warns during the start when Redis may use less memory than this; it may always use all there is. */
    public RedisCheck maxMemory(long atLeastBytes) {
        if (atLeastBytes < 1) {
            throw new IllegalArgumentException("'max memory' is " + atLeastBytes + " bytes; ask for one at least");
        }
        return new RedisCheck(kept, wishes.atLeast(atLeastBytes));
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        var asking = new Asking(context);
        try {
            return asked(kept.within(asking.left()), asking, context);
        } catch (ExecutionException e) {
            return failed(diagnosis(e), e, context);
        } catch (CancellationException e) {
            return failed(Diagnoses.CLOSED, e, context);
        } catch (TimeoutException e) {
            kept.doubt();
            return failed(Diagnoses.TIMEOUT, e, context);
        } catch (InterruptedException e) {
            kept.doubt();
            throw e;
        }
    }

    private HealthResult asked(Session session, Asking asking, CheckContext context)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return kept.describe(context.starting() ? deep(session, asking) : quick(session, asking));
        } catch (ExecutionException e) {
            Diagnosis known = diagnosis(e);
            boolean loading = known.equals(RedisError.LOADING.diagnosis());
            return failed(loading ? loading(known, session, asking) : known, e, context);
        }
    }

    /** INFO is answered meanwhile, to whoever may ask. */
    private static Diagnosis loading(Diagnosis known, Session session, Asking asking)
            throws InterruptedException, TimeoutException {
        try {
            return known.fix(new Info(asking.answer(session.commands().info("persistence")))
                    .loaded()
                    .map(left -> "wait until it has, by its own estimate in " + left + " s")
                    .orElse(known.fix()));
        } catch (ExecutionException e) {
            return known;
        }
    }

    private HealthResult deep(Session session, Asking asking)
            throws InterruptedException, ExecutionException, TimeoutException {
        HealthResult result = new Examination(session, wishes, asking, latency).run();
        return latency.describe(result.with("response_time_ms", latency.median().toMillis()));
    }

    private HealthResult quick(Session session, Asking asking)
            throws InterruptedException, ExecutionException, TimeoutException {
        Duration before = asking.left();
        asking.answer(session.commands().ping());
        Duration response = before.minus(asking.left());
        latency.add(response);
        Duration median = latency.median();
        HealthResult result = Latency.slow(median, wishes.tooSlow())
                .map(Diagnosis::down)
                .or(() -> Latency.slow(median, wishes.slow()).map(slow -> HealthResult.degraded(slow.sentence())))
                .orElse(HealthResult.up());
        return result.with("response_time_ms", response.toMillis());
    }

    private static Diagnosis diagnosis(ExecutionException e) {
        Diagnosis known = Diagnoses.of(e, STRANGE);
        return known.equals(RedisError.NOPERM.diagnosis())
                ? known.words("does not let this user run what connecting takes")
                        .fix("extend the user's ACL: +ping, and +select for another database than 0")
                : known;
    }

    private HealthResult failed(Diagnosis diagnosis, Exception cause, CheckContext context) {
        if (context.starting()) {
            var failed = new FailureException("Redis cannot be used", List.of(diagnosis.finding("redis")));
            failed.initCause(cause);
            throw failed;
        }
        return kept.describe(diagnosis.down());
    }
}
