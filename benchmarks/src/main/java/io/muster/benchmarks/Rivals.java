package io.muster.benchmarks;

import com.google.common.util.concurrent.AbstractExecutionThreadService;
import com.google.common.util.concurrent.Service;
import com.google.common.util.concurrent.ServiceManager;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.Handle;
import io.muster.lifecycle.LifecycleManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the same components with Muster and with others, and says how many nanoseconds it took. */
final class Rivals {
    private Rivals() {}

    /** The whole start in order, in parallel where the graph allows. */
    static long muster(RandomGraph graph) {
        var app = LifecycleManager.named("bench").startBudget(Duration.ofMinutes(10));
        var handles = new ArrayList<Handle<String>>();
        for (int i = 0; i < graph.size(); i++) {
            int millis = graph.sleeps().get(i);
            Handle<?>[] waits = graph.edges().get(i).stream().map(handles::get).toArray(Handle<?>[]::new);
            handles.add(
                    app.add(Component.component("c" + i, () -> slept(millis)).dependsOn(waits)));
        }
        long from = System.nanoTime();
        app.start();
        long took = System.nanoTime() - from;
        app.stop("measured");
        return took;
    }

    /** One after the other, as a {@code main} without a library does. */
    static long sequential(RandomGraph graph) {
        long from = System.nanoTime();
        graph.sleeps().forEach(Rivals::slept);
        return System.nanoTime() - from;
    }

    /** Spring: components of a phase one after the other; the graph's levels as phases. */
    static long spring(RandomGraph graph) {
        int[] level = new int[graph.size()];
        try (var context = new GenericApplicationContext()) {
            for (int i = 0; i < graph.size(); i++) {
                for (int target : graph.edges().get(i)) {
                    level[i] = Math.max(level[i], level[target] + 1);
                }
                var bean = new SleepingLifecycle(graph.sleeps().get(i), level[i]);
                context.registerBean("c" + i, SleepingLifecycle.class, () -> bean);
            }
            long from = System.nanoTime();
            context.refresh();
            return System.nanoTime() - from;
        }
    }

    /** Guava: all at once, without any order; only for graphs without edges. */
    static long guava(RandomGraph graph) {
        List<Service> services = new ArrayList<>();
        graph.sleeps().forEach(millis -> services.add(new SleepingService(millis)));
        var manager = new ServiceManager(services);
        long from = System.nanoTime();
        manager.startAsync().awaitHealthy();
        long took = System.nanoTime() - from;
        manager.stopAsync().awaitStopped();
        return took;
    }

    private static String slept(int millis) {
        long until = System.nanoTime() + millis * 1_000_000L;
        for (long left = millis * 1_000_000L; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return "slept";
    }

    private static final class SleepingService extends AbstractExecutionThreadService {
        private final int millis;
        private final CountDownLatch stopped = new CountDownLatch(1);

        private SleepingService(int millis) {
            this.millis = millis;
        }

        @Override
        protected void startUp() {
            slept(millis);
        }

        @Override
        protected void run() throws InterruptedException {
            stopped.await();
        }

        @Override
        protected void triggerShutdown() {
            stopped.countDown();
        }
    }

    private static final class SleepingLifecycle implements SmartLifecycle {
        private final int millis;
        private final int phase;
        private volatile boolean running;

        private SleepingLifecycle(int millis, int phase) {
            this.millis = millis;
            this.phase = phase;
        }

        @Override
        public void start() {
            slept(millis);
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }
}
