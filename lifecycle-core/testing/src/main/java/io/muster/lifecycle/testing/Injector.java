package io.muster.lifecycle.testing;

import io.muster.lifecycle.Interceptor;
import io.muster.lifecycle.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Puts injections in the place of components' code, and notes every call. Thread-safe. */
final class Injector implements Interceptor {
    private record Place(String component, Step step) {}

    private final Map<Place, Injection> injections = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    /** In the stead of the code, and of whatever was injected before. */
    void replace(String component, Step step, Injection injection) {
        injections.put(new Place(component, step), injection);
    }

    /** Around the code, or around what was injected before. */
    void wrap(String component, Step step, Injection injection) {
        injections.merge(new Place(component, step), injection, Injector::around);
    }

    private static Injection around(Injection inner, Injection outer) {
        return (Callable<@Nullable Object> code) -> {
            Callable<@Nullable Object> within = () -> inner.run(code);
            return outer.run(within);
        };
    }

    @Override
    public @Nullable Object intercept(String component, Step step, Callable<@Nullable Object> proceed)
            throws Exception {
        Injection injection = injections.get(new Place(component, step));
        calls.add(new Call(component, step, Call.Moment.BEGAN));
        boolean returned = false;
        try {
            Object value = injection == null ? proceed.call() : injection.run(proceed);
            returned = true;
            return value;
        } finally {
            calls.add(new Call(component, step, returned ? Call.Moment.RETURNED : Call.Moment.THREW));
        }
    }

    /** Does not return before {@link #release}, whatever interrupts it. */
    void hang() throws InterruptedException {
        hanging.incrementAndGet();
        try {
            boolean waiting = true;
            while (waiting) {
                try {
                    released.await();
                    waiting = false;
                } catch (InterruptedException ignored) {
                    // code that hangs does not care
                }
            }
        } finally {
            hanging.decrementAndGet();
        }
        throw new InterruptedException("the test is over");
    }

    /** Returns when it is interrupted, late but well-behaved; at {@link #release} otherwise. */
    void hangUntilInterrupted() {
        hanging.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException heeded) {
            // and so it returns
        } finally {
            hanging.decrementAndGet();
        }
    }

    int hanging() {
        return hanging.get();
    }

    void release() {
        released.countDown();
    }

    List<Call> calls() {
        return calls;
    }
}
