package io.muster.health.http;

import io.muster.lifecycle.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened for one service, to be closed in the order in which it is listed, whatever fails. */
final class Opened implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Opened.class);

    private final Redactor redactor;
    private final List<AutoCloseable> parts = new ArrayList<>();

    Opened(Redactor redactor, AutoCloseable... parts) {
        this.redactor = redactor;
        this.parts.addAll(List.of(parts));
    }

    void with(AutoCloseable part) {
        parts.add(part);
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                log.warn("a part of the probes could not be closed\n{}", redactor.scrub(e));
            }
        }
    }
}
