package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work in flight is counted, waited for and, after the drain, refused. */
@Timeout(30)
class GateTest {
    private final Gate gate = new Gate();
    private final AtomicInteger quiet = new AtomicInteger();

    @Test
    void countsWhatIsInFlight() {
        try (var first = gate.enter();
                var second = gate.enter()) {
            assertThat(first).isNotSameAs(second);
            assertThat(gate.inFlight()).isEqualTo(2);
        }
        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void workThatIsClosedTwiceCountsOnce() {
        Gate.Work work = gate.enter();
        Gate.Work other = gate.enter();

        work.close();
        work.close();

        assertThat(gate.inFlight()).isEqualTo(1);
        other.close();
    }

    @Test
    void isQuietAtOnceWhereNothingIsInFlight() {
        gate.whenQuiet(entered -> quiet.incrementAndGet());

        assertThat(quiet).hasValue(1);
    }

    @Test
    void saysOnceThatTheLastWorkHasEnded() {
        Gate.Work first = gate.enter();
        Gate.Work second = gate.enter();
        gate.whenQuiet(entered -> quiet.incrementAndGet());

        first.close();
        assertThat(quiet).hasValue(0);
        second.close();
        assertThat(quiet).hasValue(1);

        gate.enter().close();
        assertThat(quiet).hasValue(1);
    }

    @Test
    void saysHowMuchWorkThereEverWas() {
        gate.enter().close();
        gate.whenQuiet(quiet::set);
        assertThat(quiet).hasValue(1);

        try (var held = gate.enter()) {
            gate.enter().close();
            gate.whenQuiet(quiet::set);
            assertThat(quiet).as("while %s is in flight", held).hasValue(1);
        }
        assertThat(quiet).hasValue(3);
    }

    @Test
    void stillTakesWorkWhileItWaitsForQuiet() {
        Gate.Work work = gate.enter();
        gate.whenQuiet(entered -> quiet.incrementAndGet());

        gate.enter().close();
        assertThat(quiet).hasValue(0);
        work.close();
        assertThat(quiet).hasValue(1);
    }

    @Test
    void refusesNewWorkOnceClosedAndDoesNotCountIt() {
        Gate.Work work = gate.enter();

        gate.close();

        assertThatThrownBy(gate::enter)
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the service is stopping");
        assertThat(gate.inFlight()).isEqualTo(1);
        work.close();
        assertThat(gate.inFlight()).isZero();
    }

    @Test
    void countsRightAndSaysOnceHoweverManyThreadsLeaveTogether() throws Exception {
        for (int round = 0; round < 500; round++) {
            var shared = new Gate();
            var said = new AtomicInteger();
            var together = new CyclicBarrier(3);
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 2; i++) {
                Gate.Work work = shared.enter();
                threads.add(new Thread(() -> {
                    meet(together);
                    work.close();
                }));
            }
            threads.forEach(Thread::start);
            meet(together);
            shared.whenQuiet(entered -> said.incrementAndGet());
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(shared.inFlight()).isZero();
            assertThat(said).hasValue(1);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
