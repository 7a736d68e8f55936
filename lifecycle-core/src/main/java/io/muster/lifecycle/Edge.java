package io.muster.lifecycle;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a component names to wait for.
 *
 * @param target the other component's name
 * @param handle the handle that names it; null when it was named by text
 * @param needed whether it must have started, rather than merely have been tried
 */
record Edge(String target, @Nullable Handle<?> handle, boolean needed) {
    static List<Edge> toHandles(Handle<?>[] handles, boolean needed) {
        return Stream.of(handles)
                .map(handle -> new Edge(handle.name(), handle, needed))
                .toList();
    }

    static List<Edge> toNames(String[] names) {
        return Stream.of(names).map(name -> new Edge(name, null, true)).toList();
    }
}
