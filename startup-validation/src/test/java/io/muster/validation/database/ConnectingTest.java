package io.muster.validation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Connecting hanging = new Connecting(() -> {
        begun.incrementAndGet();
        answer.await();
        return connection();
    });

    @AfterEach
    void letGo() {
        answer.countDown();
    }

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                ConnectingTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    closed.set(true);
                    return null;
                });
    }

    @Test
    void howeverOftenItIsAskedOneAttemptHangs() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> hanging.within(SHORT))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessage("no connection within 20 ms");
        }

        assertThat(begun).hasValue(1);
    }

    @Test
    void anAttemptThatHangsForLongIsLeftAloneAndEachTimeThatTakesTwiceAsLong() {
        var seconds = new AtomicLong();
        var patient = new Connecting(
                () -> {
                    begun.incrementAndGet();
                    answer.await();
                    return connection();
                },
                () -> TimeUnit.SECONDS.toNanos(seconds.get()));
        for (int second = 0; second < 200; second++) {
            seconds.set(second);
            assertThatThrownBy(() -> patient.within(Duration.ofNanos(1))).isInstanceOf(SQLTimeoutException.class);
        }

        // after 0, 10, 30, 70 and 150 s
        await().atMost(LONG).untilAtomic(begun, equalTo(5));
        answer.countDown();
        await().atMost(LONG).untilTrue(closed);
    }

    @Test
    void theNextCallerGetsTheConnectionOfTheAttemptThatHung() throws Exception {
        assertThatThrownBy(() -> hanging.within(SHORT)).isInstanceOf(SQLTimeoutException.class);
        var caller = Thread.currentThread();
        var thread = new Thread(() -> {
            while (caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            answer.countDown();
        });
        thread.start();

        assertThat(hanging.within(LONG)).isNotNull();
        assertThat(begun).hasValue(1);
        assertThat(closed).isFalse();
    }

    @Test
    void aConnectionThatNobodyWaitsForIsClosed() {
        assertThatThrownBy(() -> hanging.within(SHORT)).isInstanceOf(SQLTimeoutException.class);

        answer.countDown();

        await().atMost(LONG).untilTrue(closed);
    }

    @Test
    void anInterruptEndsTheWaitAndLeavesTheAttempt() throws Exception {
        var interrupted = new AtomicBoolean();
        var caller = new Thread(() -> {
            try {
                hanging.within(LONG).close();
            } catch (InterruptedException e) {
                interrupted.set(true);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        caller.start();
        await().atMost(LONG).until(() -> begun.get() == 1);
        caller.interrupt();
        caller.join(LONG.toMillis());

        assertThat(interrupted).isTrue();
        answer.countDown();
        await().atMost(LONG).untilTrue(closed);
    }

    @Test
    void anAttemptThatFailsLateIsForgotten() throws Exception {
        var first = new AtomicBoolean(true);
        var failing = new Connecting(() -> {
            if (first.getAndSet(false)) {
                answer.await();
                begun.incrementAndGet();
                throw new SQLException("late");
            }
            return connection();
        });
        assertThatThrownBy(() -> failing.within(SHORT)).isInstanceOf(SQLTimeoutException.class);
        answer.countDown();
        await().atMost(LONG).until(() -> begun.get() == 1);

        // either the late failure, told once, or a new attempt: never the failure for ever
        try {
            failing.within(LONG).close();
        } catch (SQLException e) {
            assertThat(e.getMessage()).isEqualTo("late");
        }
        failing.within(LONG).close();
    }

    @Test
    void whatTheDriverThrowsIsWhatTheCallerGets() {
        assertThatThrownBy(() -> new Connecting(() -> {
                            throw new SQLException("no", "08001");
                        })
                        .within(LONG))
                .isInstanceOf(SQLException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> new Connecting(() -> {
                            throw new IllegalStateException("bug");
                        })
                        .within(LONG))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Connecting(() -> {
                            throw new StackOverflowError();
                        })
                        .within(LONG))
                .isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> new Connecting(() -> {
                            throw new Exception("checked");
                        })
                        .within(LONG))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("checked");
    }
}
