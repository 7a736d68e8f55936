package io.muster.lifecycle.testing;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.lifecycle.Handle;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every life of a sound service ends well, and what is unsound in a service is found. */
@Timeout(60)
class LifecycleVerifierTest {
    private static LifecycleManager orders() {
        var orders = LifecycleManager.named("orders");
        Handle<String> database = orders.add(component("database", () -> "db")
                .check(value -> context -> HealthResult.up())
                .stop(value -> {}));
        orders.add(check("chroma", context -> HealthResult.up()).optional());
        orders.add(component("http", database::get)
                .phase(Phase.SERVE)
                .dependsOn(database)
                .drain(value -> {})
                .stop(value -> {}));
        return orders;
    }

    @Test
    void livesOnceForEachThingThatCanGoWrong() {
        // database: start, check (throw, hang, stop), stop (throw, hang); chroma: check; http: start, drain, stop
        assertThat(LifecycleVerifier.of(LifecycleVerifierTest::orders).verify()).isEqualTo(1 + 8 + 3 + 7);
    }

    @Test
    void aThreadThatIsLeftBehindIsFound() {
        var released = new CountDownLatch(1);
        try {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> LifecycleVerifier.of(() -> {
                                LifecycleManager leaking = orders();
                                leaking.add(component("poller", () -> poller(released)));
                                return leaking;
                            })
                            .verify())
                    .withMessageContaining("the first life is wrong:\n  nothing goes wrong:\n")
                    .withMessageContaining("thread 'leaked' goes on and keeps the JVM alive");
        } finally {
            released.countDown();
        }
    }

    private static Thread poller(CountDownLatch released) {
        var thread = new Thread(
                () -> {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "leaked");
        // a component's own thread is a daemon, and hands that on
        thread.setDaemon(false);
        thread.start();
        return thread;
    }

    @Test
    void aStopThatFailsByItselfIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> LifecycleVerifier.of(() -> {
                            LifecycleManager broken = orders();
                            broken.add(component("cache", () -> "").stop(value -> {
                                throw new IllegalStateException("busy");
                            }));
                            return broken;
                        })
                        .verify())
                .withMessageContaining("nothing goes wrong:")
                .withMessageContaining("the stop of 'cache' ended FAILED: IllegalStateException: busy");
    }

    @Test
    void aServiceThatDoesNotStartIsFoundUnlessADoubleStandsIn() {
        LifecycleVerifier verifier = LifecycleVerifier.of(() -> {
            LifecycleManager offline = orders();
            offline.add(component("redis", () -> {
                throw new IllegalStateException("no network here");
            }));
            return offline;
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(verifier::verify)
                .withMessageContaining("the start ended FAILED and not")
                .withMessageContaining("'redis'");
        assertThat(verifier.replace("redis", () -> "double").verify()).isGreaterThan(19);
    }
}
