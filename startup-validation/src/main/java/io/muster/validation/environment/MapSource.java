package io.muster.validation.environment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fixed set of names and values. */
record MapSource(String name, Map<String, String> values) implements Source {

    @Override
    public Optional<Sourced> find(String variable) {
        return Optional.ofNullable(values.get(variable)).map(text -> new Sourced(text, name));
    }

    @Override
    public Set<String> names() {
        return values.keySet();
    }

    @Override
    public String toString() {
        return name;
    }
}
