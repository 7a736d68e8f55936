package io.muster.health;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class DeadlocksTest {
    private final HandClock clock = new HandClock();
    private Set<Long> found = Set.of();
    private int looks;

    @Test
    void whatTwoLooksInARowFindIsADeadlock() {
        var deadlocks = counting();
        long self = Thread.currentThread().getId();
        found = Set.of(self);
        deadlocks.look(clock.nanos());
        assertThat(deadlocks.sign()).isEmpty();
        clock.pass(ofSeconds(5));
        deadlocks.look(clock.nanos());
        assertThat(deadlocks.sign().orElseThrow().reason()).startsWith("1 thread in deadlock: ");
        found = Set.of();
        clock.pass(ofSeconds(5));
        deadlocks.look(clock.nanos());
        assertThat(deadlocks.sign()).isEmpty();
    }

    @Test
    void itLooksEveryFiveSecondsAtTheMost() {
        var deadlocks = counting();
        for (int second = 0; second < 10; second++) {
            deadlocks.look(clock.nanos());
            clock.pass(ofSeconds(1));
        }
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void aRealDeadlockIsNamedAndKillsTheService() throws Exception {
        var one = new ReentrantLock();
        var two = new ReentrantLock();
        var both = new CyclicBarrier(2);
        Thread first = holding("first", one, two, both);
        Thread second = holding("second", two, one, both);
        try {
            await().until(() -> ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null);
            var deadlocks = Deadlocks.ofThisProcess();
            deadlocks.look(clock.nanos());
            clock.pass(ofSeconds(5));
            deadlocks.look(clock.nanos());
            Sign sign = deadlocks.sign().orElseThrow();
            assertThat(sign.alive()).isFalse();
            assertThat(sign.reason())
                    .startsWith("2 threads in deadlock: ")
                    .contains("'first' waits for ", "of 'second'", "only a restart ends this");
            assertThat(ThreadDump.take()).contains("\"first\" WAITING on ", "of \"second\"", "DeadlocksTest");
        } finally {
            first.interrupt();
            second.interrupt();
            first.join();
            second.join();
        }
    }

    private Deadlocks counting() {
        return new Deadlocks(() -> {
            looks++;
            return found;
        });
    }

    private static Thread holding(String name, Lock mine, Lock yours, CyclicBarrier both) {
        var thread = new Thread(
                () -> {
                    mine.lock();
                    try {
                        both.await();
                        yours.lockInterruptibly();
                    } catch (Exception e) {
                        // interrupted by the end of the test
                    } finally {
                        mine.unlock();
                    }
                },
                name);
        thread.start();
        return thread;
    }
}
