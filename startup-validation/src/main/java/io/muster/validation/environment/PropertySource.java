package io.muster.validation.environment;

import java.util.Optional;

/** The system properties, read when asked. Their names are not listed: most of them are the JVM's own. */
record PropertySource() implements Source {

    @Override
    public String name() {
        return "system property";
    }

    @Override
    public Optional<Sourced> find(String variable) {
        return Optional.ofNullable(System.getProperty(variable)).map(text -> new Sourced(text, name()));
    }
}
