package io.muster.spring;

import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.StartContext;
import io.muster.lifecycle.StartupFailedException;
import io.muster.lifecycle.StartupReport;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The start of the service on a thread of its own, while the application goes on with its own start.
 *
 * <p>The application waits for the components, and the service for the application: it runs once the runners have run.
 */
final class ServiceStart {
    private final LifecycleManager manager;
    private final CompletableFuture<Void> components = new CompletableFuture<>();
    private final CompletableFuture<Void> application = new CompletableFuture<>();
    private final CompletableFuture<StartupReport> service = new CompletableFuture<>();

    ServiceStart(LifecycleManager manager) {
        this.manager = manager;
    }

    /** Begins it, and returns when every component but the application has started. */
    void begin() {
        launch();
        await(components);
    }

    /** Begins a start of which no application is a part, and returns when the service runs. */
    void whole() {
        launch();
        await(service);
    }

    private void launch() {
        var thread = new Thread(this::run, "muster-" + manager.view().service() + "-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** The application has started whole; returns when the service runs. */
    void finish() {
        application.complete(null);
        if (components.isDone()) {
            await(service);
        }
    }

    /**
     * Waits, as the last component, for the application. Not for ever: a runner may be the application's whole work, and
     * is no reason to end it.
     */
    void awaitApplication(StartContext context) throws Exception {
        context.onCancel(() -> application.cancel(false));
        components.complete(null);
        try {
            application.get(context.remaining().dividedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            context.progress("its runners still run; it is not ready before they have ended");
        } catch (CancellationException e) {
            throw new InterruptedException();
        }
    }

    /** Whether the runners have run. */
    boolean applicationStarted() {
        return application.isDone();
    }

    private void run() {
        try {
            service.complete(manager.start());
        } catch (RuntimeException e) {
            service.completeExceptionally(e);
            components.completeExceptionally(e);
        }
    }

    /** Boot takes a thread that waits without limit for one that is stuck, and does not wait for it. */
    private <T> void await(CompletableFuture<T> future) {
        boolean interrupted = false;
        while (!future.isDone()) {
            try {
                future.get(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
                manager.requestStop("the start of the application was interrupted");
            } catch (TimeoutException | ExecutionException e) {
                // what came of it is asked for below
            }
        }
        try {
            future.join();
        } catch (CompletionException e) {
            // this answers an interrupt too, which would only disturb what undoes the start
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private RuntimeException failure(Throwable cause) {
        return cause instanceof StartupFailedException failed
                ? ServiceStartException.failed(failed)
                : ServiceStartException.impossible(manager.view().service(), cause);
    }
}
