package io.muster.gates.planted.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of everything that an API can have. */
public final class Shop<T extends Comparable<T>> extends HiddenBase implements AutoCloseable {

    /** A constant. */
    public static final int LIMIT = 3;

    private Shop() {}

    /** A factory with a wildcard. */
    public static <V extends Comparable<V>> Shop<V> of(Function<? super V, ? extends @Nullable String> names) {
        return new Shop<>();
    }

    /** Nullable results and varargs. */
    public @Nullable String find(Map<String, List<T>> from, String... names) throws IOException {
        if (from.isEmpty()) {
            throw new IOException("nothing in " + names.length);
        }
        return null;
    }

    /** On its way out. */
    @Deprecated
    public int[] old() {
        int[] old = {LIMIT};
        return old.clone();
    }

    void hidden() {}

    @Override
    public synchronized void close() {}

    /** Its order matters to callers. */
    public enum Size {
        SMALL,
        LARGE
    }

    /** A value. */
    public record Item(String name, @Nullable Size size) {

        /** An item without a size. */
        public Item(String name) {
            this(name, null);
        }

        /** More than its components. */
        public boolean sized() {
            return size != null;
        }
    }

    /** What callers implement. */
    @FunctionalInterface
    public interface Visitor {

        /** To implement. */
        void visit(Item item) throws Exception;

        /** To override. */
        default boolean wants(Item item) {
            return item.sized();
        }
    }

    static final class Secret {}
}
