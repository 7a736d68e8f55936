package io.muster.validation.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects on a thread of its own, since a driver may wait for ever for a server that is frozen. Thread-safe.
 *
 * <p>An attempt that somebody gave up goes on: the next caller waits for that one instead of beginning another, so that
 * however often a frozen server is asked, no more attempts hang than callers wait at once. A connection that comes when
 * nobody waits any more is closed.
 */
final class Connecting {
    /** One connect, compared by identity. */
    private static final class Attempt {
        final CompletableFuture<Connection> connection = new CompletableFuture<>();
    }

    private final Callable<Connection> connect;
    private final Queue<Attempt> givenUp = new ConcurrentLinkedQueue<>();

    Connecting(Callable<Connection> connect) {
        this.connect = connect;
    }

    Connection within(Duration timeout) throws SQLException, InterruptedException {
        Attempt begun = givenUp.poll();
        Attempt attempt = begun == null ? begin() : begun;
        try {
            return attempt.connection.get(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(attempt);
            throw new SQLTimeoutException("no connection within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            giveUp(attempt);
            throw e;
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private Attempt begin() {
        var attempt = new Attempt();
        var thread = new Thread(() -> run(attempt), "muster-database-connect");
        thread.setDaemon(true);
        thread.start();
        return attempt;
    }

    private void run(Attempt attempt) {
        try {
            attempt.connection.complete(connect.call());
        } catch (Throwable e) {
            attempt.connection.completeExceptionally(e);
        }
        discardIfUnwanted(attempt);
    }

    private void giveUp(Attempt attempt) {
        givenUp.add(attempt);
        if (attempt.connection.isDone()) {
            discardIfUnwanted(attempt);
        }
    }

    /** Whoever takes the attempt out of the queue has it: either a caller or this. */
    private void discardIfUnwanted(Attempt attempt) {
        if (givenUp.remove(attempt) && !attempt.connection.isCompletedExceptionally()) {
            try {
                attempt.connection.join().close();
            } catch (SQLException e) {
                // it is gone either way
            }
        }
    }

    private static SQLException failed(Throwable cause) throws SQLException {
        if (cause instanceof SQLException known) {
            throw known;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new SQLException(cause);
    }
}
