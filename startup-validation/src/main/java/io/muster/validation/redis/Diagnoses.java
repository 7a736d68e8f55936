package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds out what an exception of Lettuce stands for. Its types are known by name, as Lettuce may be missing. */
final class Diagnoses {
    static final Diagnosis TIMEOUT =
            new Diagnosis("RDS-100", Failure.TIMEOUT, "did not answer in time", "check that it is not blocked");

    private static final Diagnosis UNREACHABLE = new Diagnosis(
            "RDS-100", Failure.UNAVAILABLE, "is not reachable", "check that it runs, and that host and port are right");
    /** As seen when it ends a connection, or the network does. */
    static final Diagnosis CLOSED = UNREACHABLE
            .words("closes the connection at once")
            .fix("check that Redis is what answers there, that it has connections to spare, and whether it wants TLS"
                    + " (rediss://)");

    private static final Diagnosis UNTRUSTED = new Diagnosis(
            "RDS-103",
            Failure.CONFIGURATION,
            "has a certificate that is not trusted",
            "give the client the right trust store, and connect by the name that the certificate is for");
    private static final Diagnosis NO_TLS = new Diagnosis(
            "RDS-103", Failure.CONFIGURATION, "speaks no TLS on this port", "use redis://, or the port that does");
    private static final Diagnosis SENTINEL = new Diagnosis(
            "RDS-106",
            Failure.UNAVAILABLE,
            "is not known to the sentinels by this name",
            "check the name of the master, and that a sentinel runs");

    private static final String LETTUCE = "io.lettuce.core.";
    private static final int MOST = 64;

    private Diagnoses() {}

    static boolean lettuce(Throwable exception) {
        return is(exception, LETTUCE + "RedisException");
    }

    /**
     * What is wrong, or {@code otherwise} when Redis said what nobody knows.
     *
     * @throws RuntimeException or an Error when it has nothing to do with Redis: that is a bug, and no answer
     */
    static Diagnosis of(ExecutionException e, Diagnosis otherwise) {
        Optional<Diagnosis> known = of(e);
        if (known.isPresent() || family(e).stream().anyMatch(each -> lettuce(each) || unreadable(each))) {
            return known.orElse(otherwise);
        }
        if (e.getCause() instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        throw new FailureException(Failure.BUG, "Redis could not be asked", e.getCause());
    }

    /** Whether Lettuce stumbled over what it was sent: garbage makes its decoder throw whatever comes. */
    private static boolean unreadable(Throwable exception) {
        return Stream.of(exception.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(LETTUCE + "protocol.")
                        && frame.getMethodName().equals("decode"));
    }

    /** What is wrong; empty for mistakes in commands, and for what has nothing to do with Redis. */
    static Optional<Diagnosis> of(Throwable exception) {
        List<Throwable> all = family(exception);
        for (Throwable each : all) {
            if (is(each, LETTUCE + "RedisCommandExecutionException")) {
                return RedisError.of(upper(each)).map(RedisError::diagnosis);
            }
        }
        if (all.stream().anyMatch(each -> lettuce(each) && upper(each).startsWith("DENIED"))) {
            return Optional.of(RedisError.DENIED.diagnosis());
        }
        if (any(all, LETTUCE + "cluster.PartitionException")) {
            return Optional.of(RedisError.CLUSTERDOWN.diagnosis());
        }
        if (any(all, CertificateException.class.getName())) {
            return Optional.of(UNTRUSTED);
        }
        if (any(all, "io.netty.handler.ssl.NotSslRecordException")) {
            return Optional.of(NO_TLS);
        }
        if (all.stream().anyMatch(each -> upper(each).startsWith("CANNOT CONNECT TO A REDIS SENTINEL"))) {
            return Optional.of(SENTINEL.words("has no sentinel that answers"));
        }
        if (all.stream().anyMatch(each -> upper(each).contains("USING SENTINEL FOR MASTERID"))) {
            return Optional.of(SENTINEL);
        }
        if (any(all, UnknownHostException.class.getName())) {
            return Optional.of(UNREACHABLE.words("has a host name that nobody knows"));
        }
        if (any(all, "io.netty.handler.ssl.SslHandshakeTimeoutException")) {
            return Optional.of(TIMEOUT.words("did not finish the TLS handshake in time")
                    .fix("check that this port speaks TLS, and that it is not blocked"));
        }
        if (any(all, SSLException.class.getName())) {
            return Optional.of(UNTRUSTED.words("does not agree on TLS"));
        }
        if (any(all, ConnectException.class.getName())) {
            return Optional.of(UNREACHABLE);
        }
        if (any(all, LETTUCE + "RedisCommandTimeoutException") || any(all, TimeoutException.class.getName())) {
            return Optional.of(TIMEOUT);
        }
        boolean closed = all.stream().anyMatch(each -> upper(each).contains("CONNECTION CLOSED PREMATURELY"));
        // of native transports too, which have exceptions of their own
        if (closed || any(all, IOException.class.getName())) {
            return Optional.of(CLOSED);
        }
        boolean ofConnection = any(all, LETTUCE + "RedisConnectionException")
                || any(all, LETTUCE + "RedisCommandInterruptedException");
        boolean general = lettuce(exception) && exception.getCause() == null;
        return ofConnection || general ? Optional.of(UNREACHABLE) : Optional.empty();
    }

    /** The exception, its causes, and what they suppressed: a cluster's client hides there why no node was of use. */
    private static List<Throwable> family(Throwable exception) {
        var found = new ArrayList<Throwable>();
        Deque<Throwable> next = new ArrayDeque<>(List.of(exception));
        while (!next.isEmpty() && found.size() < MOST) {
            Throwable each = next.poll();
            found.add(each);
            if (each.getCause() != null) {
                next.add(each.getCause());
            }
            next.addAll(List.of(each.getSuppressed()));
        }
        return found;
    }

    private static boolean any(List<Throwable> all, String type) {
        return all.stream().anyMatch(each -> is(each, type));
    }

    private static String upper(Throwable exception) {
        String message = exception.getMessage();
        return message == null ? "" : message.toUpperCase(Locale.ROOT);
    }

    private static boolean is(Throwable exception, String type) {
        @Nullable Class<?> next = exception.getClass();
        while (next != null) {
            if (next.getName().equals(type)) {
                return true;
            }
            next = next.getSuperclass();
        }
        return false;
    }
}
