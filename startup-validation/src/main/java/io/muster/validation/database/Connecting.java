package io.muster.validation.database;

import io.muster.lifecycle.TimeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Connects on a thread of its own, since a driver may wait for ever for a server that is frozen. Thread-safe.
 *
 * <p>An attempt that somebody gave up goes on, and the next caller waits for that one instead of beginning another:
 * however often a frozen server is asked, one attempt hangs. Only when that has hung for long is it left alone and
 * another begun, since it may never end although the server is well again; each time that happens the wait doubles, until
 * somebody gets a connection. A connection that comes when nobody waits any more is closed.
 */
final class Connecting {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long MOST_PATIENCE = TimeUnit.DAYS.toNanos(1);

    /** One connect, compared by identity. */
    private static final class Attempt {
        final CompletableFuture<Connection> connection = new CompletableFuture<>();
        final long begunAt;

        Attempt(long begunAt) {
            this.begunAt = begunAt;
        }
    }

    private final Callable<Connection> connect;
    private final LongSupplier nanos;
    private final Deque<Attempt> givenUp = new ConcurrentLinkedDeque<>();
    private volatile long patience = PATIENCE;

    Connecting(Callable<Connection> connect) {
        this(connect, TimeSource.system()::nanos);
    }

    Connecting(Callable<Connection> connect, LongSupplier nanos) {
        this.connect = connect;
        this.nanos = nanos;
    }

    Connection within(Duration timeout) throws SQLException, InterruptedException {
        Attempt attempt = current();
        try {
            Connection connection = attempt.connection.get(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
            patience = PATIENCE;
            return connection;
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

    /** The attempt that was given up last, unless it has hung for too long; else a new one. */
    private Attempt current() {
        Attempt last = givenUp.pollLast();
        if (last == null) {
            return begin();
        }
        if (nanos.getAsLong() - last.begunAt < patience) {
            return last;
        }
        giveUp(last);
        patience = Math.min(2 * patience, MOST_PATIENCE);
        return begin();
    }

    private Attempt begin() {
        var attempt = new Attempt(nanos.getAsLong());
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
        givenUp.addLast(attempt);
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
