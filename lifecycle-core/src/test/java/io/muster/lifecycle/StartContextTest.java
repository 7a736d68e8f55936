package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a start is told, and what it may say. */
@Timeout(30)
class StartContextTest {
    private final LifecycleManager app = LifecycleManager.named("orders");

    @Test
    void knowsTheTimeThatIsLeftOfItsTimeout() {
        var left = new CompletableFuture<Duration>();
        app.add(task("cache", context -> left.complete(context.remaining())).startTimeout(Duration.ofSeconds(20)));
        app.start();
        app.stop("end of the test");

        assertThat(left.join()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void learnsThatItIsNotWantedAnyMore() throws Exception {
        var begun = new CountDownLatch(1);
        var told = new CountDownLatch(1);
        var before = new CompletableFuture<Boolean>();
        var after = new CompletableFuture<Boolean>();
        var late = new CompletableFuture<Thread>();
        var starting = new CompletableFuture<Thread>();
        app.add(task("cache", context -> {
            starting.complete(Thread.currentThread());
            before.complete(context.cancelled());
            context.onCancel(() -> {
                throw new IllegalStateException("this action is broken");
            });
            context.onCancel(told::countDown);
            begun.countDown();
            while (!context.cancelled()) {
                try {
                    told.await();
                } catch (InterruptedException e) {
                    // it is asked below
                }
            }
            after.complete(context.cancelled());
            context.onCancel(() -> late.complete(Thread.currentThread()));
        }));
        var start = CompletableFuture.runAsync(app::start, task -> new Thread(task).start());
        begun.await();
        app.stop("not needed");

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(start::join)
                .withCauseInstanceOf(StartupFailedException.class);
        assertThat(before.join()).isFalse();
        assertThat(after.join()).isTrue();
        assertThat(late.join()).as("an action that comes too late runs at once").isSameAs(starting.join());
    }

    @Test
    void aWarningIsInTheReportAndNeverAnError() {
        var refused = new CompletableFuture<IllegalArgumentException>();
        app.add(component("cache", context -> {
            context.warn(Finding.warning("CACHE_SIZE", "is small"));
            try {
                context.warn(Finding.error(Failure.CONFIGURATION, "CACHE_SIZE", "is wrong"));
            } catch (IllegalArgumentException e) {
                refused.complete(e);
            }
            return "cache";
        }));
        StartupReport report = app.start();
        app.stop("end of the test");

        assertThat(refused.join()).hasMessage("a warning has no failure: throw a FailureException instead");
        assertThat(report.findings()).extracting(Finding::message).containsExactly("is small");
        assertThat(report.startupProbe()).isEqualTo(StartupProbe.after(report.duration()));
    }

    @Test
    void whatItIsConfiguredWithIsInTheReportWithoutSecrets() {
        app.redactor().add(Secret.of("hunter2-hunter2"));
        app.add(task(
                "environment",
                context -> context.settings(List.of(
                        new Setting("DB_URL", "environment", "postgres://u:hunter2-hunter2@db/orders", false)))));
        StartupReport report = app.start();
        app.stop("end of the test");

        assertThat(report.settings())
                .containsExactly(new Setting("DB_URL", "environment", "postgres://u:***@db/orders", false));
    }
}
