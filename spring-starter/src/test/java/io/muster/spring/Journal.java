package io.muster.spring;

import io.muster.lifecycle.Component;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what happens to the components that it makes, in order. */
final class Journal {
    private final List<String> entries = new CopyOnWriteArrayList<>();

    void write(String entry) {
        entries.add(entry);
    }

    List<String> entries() {
        return List.copyOf(entries);
    }

    /** A component that starts, and whose start and stop are written down. */
    Component<String> component(String name) {
        return Component.component(name, () -> {
                    write(name + " started");
                    return name;
                })
                .stop(value -> write(name + " stopped"));
    }
}
