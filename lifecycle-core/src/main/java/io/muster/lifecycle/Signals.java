package io.muster.lifecycle;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes operating system signals, and gives them back when closed.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: naming it is a compiler warning. Under {@code -Xrs} signals cannot
 * be taken: the operating system then ends the process at once, without any shutdown hook. Where the JVM merely has no
 * such class, it turns a signal into its shutdown, and the hook stops the service.
 */
final class Signals implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LifecycleManager.class);

    private final Deque<Runnable> restorers = new ArrayDeque<>();

    private Signals() {}

    /** Calls {@code action} with the name of each signal that comes, such as {@code SIGTERM}. */
    static Signals take(List<String> names, Consumer<String> action) {
        var signals = new Signals();
        for (String name : names) {
            try {
                signals.take(name, action);
            } catch (ReflectiveOperationException | RuntimeException e) {
                log.debug("signal {} cannot be taken", name, e);
            }
        }
        return signals;
    }

    private void take(String name, Consumer<String> action) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.accept("SIG" + name);
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "Muster's handler of SIG" + name;
        };
        Object ours = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
        var handle = type.getMethod("handle", type, handlerType);
        Object before = handle.invoke(null, signal, ours);
        restorers.push(() -> {
            try {
                handle.invoke(null, signal, before);
            } catch (ReflectiveOperationException e) {
                log.debug("signal {} could not be given back", name, e);
            }
        });
    }

    @Override
    public void close() {
        while (!restorers.isEmpty()) {
            restorers.pop().run();
        }
    }
}
