package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BoundedTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void givesBackWhatWasFoundAndClosesWhatWasOpened() throws Exception {
        var order = new ArrayList<String>();

        String found = Bounded.call(LONG, opened -> {
            opened.add(() -> order.add("first"));
            opened.add(() -> order.add("second"));
            return "found";
        });

        assertThat(found).isEqualTo("found");
        assertThat(order).containsExactly("second", "first");
    }

    @Test
    void closesAtTheDeadlineWhatSomebodyStillReadsFrom() {
        var closed = new CompletableFuture<Void>();
        var late = new AtomicBoolean();
        var left = new CountDownLatch(1);

        assertThatThrownBy(() -> Bounded.call(SHORT, opened -> {
                    opened.add(() -> closed.complete(null));
                    awaitIgnoringInterrupts(left);
                    opened.add(() -> late.set(true));
                    return closed.complete(null);
                }))
                .isInstanceOf(TimeoutException.class);

        assertThat(closed).succeedsWithin(60, TimeUnit.SECONDS);
        left.countDown();
        await().untilTrue(late);
    }

    private static void awaitIgnoringInterrupts(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // as a lookup of a name does
            }
        }
    }

    @Test
    void closesWhenItsCallerIsInterrupted() throws Exception {
        var reading = new CountDownLatch(1);
        var closed = new CompletableFuture<Void>();
        var seen = new CompletableFuture<Throwable>();
        var caller = new Thread(() -> {
            try {
                Bounded.call(LONG, opened -> {
                    opened.add(() -> closed.complete(null));
                    reading.countDown();
                    return closed.get();
                });
            } catch (Exception e) {
                seen.complete(e);
            }
        });
        caller.start();
        reading.await();
        caller.interrupt();

        assertThat(seen.get()).isInstanceOf(InterruptedException.class);
        assertThat(closed).succeedsWithin(60, TimeUnit.SECONDS);
    }

    @Test
    void throwsWhatTheBodyThrows() {
        var broken = new IOException("broken");
        var error = new AssertionError("an error");

        assertThatThrownBy(() -> Bounded.call(LONG, opened -> {
                    throw broken;
                }))
                .isSameAs(broken);
        assertThatThrownBy(() -> Bounded.call(LONG, opened -> {
                    throw error;
                }))
                .isInstanceOf(ExecutionException.class)
                .hasCause(error);
    }

    @Test
    void closesTheRestWhenOneCannotBeClosed() throws Exception {
        var closed = new AtomicBoolean();

        Bounded.call(LONG, opened -> {
            opened.add(() -> closed.set(true));
            opened.add(() -> {
                throw new IOException("cannot be closed");
            });
            return "";
        });

        assertThat(closed).isTrue();
    }

    @Test
    void runsAsManyAsThereAreWhenNoneHangs() throws Exception {
        var callers = Executors.newFixedThreadPool(200);
        try {
            var first = new CountDownLatch(64);
            var found = new ArrayList<Future<String>>();
            for (int i = 0; i < 200; i++) {
                found.add(callers.submit(() -> Bounded.call(LONG, opened -> {
                    // the first ones leave no thread to the others, until all of them are there
                    first.countDown();
                    first.await();
                    return "found";
                })));
            }
            for (Future<String> each : found) {
                assertThat(each.get()).isEqualTo("found");
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void hasALimitForThreadsThatHang() {
        var end = new CountDownLatch(1);
        try {
            var hanging = new AtomicInteger();
            List<Throwable> refused = new ArrayList<>();
            while (refused.stream().noneMatch(Trouble.class::isInstance)) {
                try {
                    Bounded.call(Duration.ofMillis(20), opened -> {
                        hanging.incrementAndGet();
                        awaitIgnoringInterrupts(end);
                        return "";
                    });
                } catch (Exception e) {
                    refused.add(e);
                }
            }

            assertThat(refused).first().isInstanceOf(TimeoutException.class);
            assertThat(refused).last().isInstanceOfSatisfying(Trouble.class, trouble -> {
                assertThat(trouble.diagnoses().get(0).failure()).isEqualTo(Failure.OVERLOADED);
                assertThat(trouble).hasMessageStartingWith("was not asked: 64 other checks of services are running");
            });
            assertThat(hanging).hasValueLessThanOrEqualTo(64);
        } finally {
            end.countDown();
        }
    }
}
