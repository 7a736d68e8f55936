package io.muster.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line that a start was cancelled, where Boot would report a failure of the application. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CancelledStartReporter implements SpringBootExceptionReporter {
    private static final Logger log = LoggerFactory.getLogger(CancelledStartReporter.class);

    CancelledStartReporter() {}

    @Override
    public boolean reportException(Throwable failure) {
        boolean cancelled = JvmExit.begun();
        if (cancelled) {
            log.info("the start is cancelled and undone: {}", failure.getMessage());
        }
        return cancelled;
    }
}
