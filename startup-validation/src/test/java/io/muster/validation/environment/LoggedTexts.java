package io.muster.validation.environment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged until it is closed, at every level: messages, arguments, threads and stack traces. */
final class LoggedTexts extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<String> texts = new CopyOnWriteArrayList<>();

    LoggedTexts() {
        setContext(root.getLoggerContext());
        start();
        root.setLevel(Level.TRACE);
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        texts.add(event.getThreadName() + " " + event.getLevel() + " " + event.getFormattedMessage() + " "
                + List.of(event.getArgumentArray() == null ? new Object[0] : event.getArgumentArray())
                + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
    }

    /** What was logged so far. */
    String all() {
        return String.join("\n", texts);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
        stop();
    }
}
