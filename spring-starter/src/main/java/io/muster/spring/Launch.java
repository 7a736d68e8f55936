package io.muster.spring;

import io.muster.health.Liveness;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.LifecycleManager;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * What of the service is there before the first bean and after the last: its manager, the probes, and the end of both.
 *
 * <p>The application context destroys it after every other bean.
 */
final class Launch implements ApplicationListener<ApplicationEvent>, DisposableBean {
    static final String NAME = "musterLaunch";
    private static final Logger log = LoggerFactory.getLogger(Launch.class);

    private static final Duration POLL = Duration.ofMillis(50);

    private final ConfigurableApplicationContext context;
    private final LifecycleManager manager;
    private final Liveness liveness = new Liveness();
    private final BeanWatch watch = new BeanWatch();
    private final StopDeadline deadline;
    private final Thread hook;
    private @Nullable ProbeServer probes;
    private @Nullable AutoCloseable opened;
    private volatile @Nullable Thread refreshing = Thread.currentThread();

    Launch(ConfigurableApplicationContext context, ServiceSettings settings) {
        this.context = context;
        this.manager = settings.manager();
        this.deadline = new StopDeadline(settings.service(), settings.stopBudget(), watch);
        this.hook = new Thread(this::end, "muster-" + settings.service() + "-exit");
        deadline.busy(Thread.currentThread());
    }

    LifecycleManager manager() {
        return manager;
    }

    Liveness liveness() {
        return liveness;
    }

    BeanWatch watch() {
        return watch;
    }

    /** The server that answers already; null if there is none. */
    synchronized @Nullable ProbeServer probes() {
        return probes;
    }

    /** The same, unless the application has a manager or signs of life of its own, of which it knows nothing. */
    @Nullable
    ProbeServer probesOf(LifecycleManager used, Liveness signs) {
        return used == manager && signs == liveness ? probes() : null;
    }

    /** Answers probes from now on. */
    synchronized void open(ProbeServer server) throws Exception {
        ProbeServer alive = server.liveness(liveness);
        opened = onDaemon(() -> alive.open(manager.view()));
        probes = alive;
    }

    /** The server's own thread is what its maker is, and must not keep an application alive whose work is done. */
    private <T> T onDaemon(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "muster-" + manager.view().service() + "-open");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Makes the end of the JVM end a refresh in progress, and keeps that end to its budget. */
    void hook() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Boot's own hook waits for the refresh, at the same time: so this one makes it end. */
    private void end() {
        deadline.begin();
        Thread thread = refreshing;
        if (thread == null) {
            return;
        }
        log.info(
                "'{}': the JVM goes down: the start is cancelled",
                manager.view().service());
        watch.cancel();
        manager.requestStop("the JVM goes down");
        thread.interrupt();
        try {
            boolean ended = false;
            // Boot's hook gives up on a thread that waits; what is made already is to be destroyed all the same.
            // A context that is not active yet will not be: Boot refuses to refresh it now.
            while (!ended && context.isActive()) {
                ended = deadline.endsWithin(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event instanceof ApplicationFailedEvent failed
                && failed.getApplicationContext() == context
                && !context.isActive()) {
            destroy(); // the context was never refreshed, so nobody closes it
        }
        if (event instanceof ApplicationContextEvent own && own.getApplicationContext() == context) {
            onContextEvent(own);
        }
    }

    private void onContextEvent(ApplicationContextEvent event) {
        if (event instanceof ContextRefreshedEvent) {
            refreshing = null;
            if (context.getBeanProvider(ServiceLifecycle.class).stream()
                    .findAny()
                    .isEmpty()) {
                leave(); // a parent, or a slice of an application: no service
            }
        }
        if (event instanceof ContextClosedEvent) {
            watch.stopping(context.getBeansOfType(Lifecycle.class, false, false));
            deadline.busy(Thread.currentThread());
            deadline.begin();
        }
    }

    @Override
    public void destroy() {
        refreshing = null;
        deadline.over();
        forgetListeners();
        if (!JvmExit.begun()) {
            leave();
        }
    }

    /** Boot tells a context that failed its exit code: that must not make beans again, whose failure would hide the code. */
    private void forgetListeners() {
        if (context.getBeanFactory().getSingleton(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME)
                instanceof ApplicationEventMulticaster events) {
            events.removeApplicationListenerBeans(name -> true);
        }
    }

    private void leave() {
        closeProbes();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.trace("the JVM goes down, and the hook with it", e);
        }
    }

    /** Stops answering; for another server that is to answer on the same port. */
    synchronized void closeProbes() {
        AutoCloseable closing = opened;
        opened = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (Exception e) {
                log.warn("'{}': the probe server did not close", manager.view().service(), e);
            }
        }
    }
}
