package io.muster.health.http;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The properties of the JDK's HTTP server that a probe server cannot do without. They hold for the whole JVM, so they are
 * set only where nobody did, and before that server's classes read them.
 *
 * @param set what was set, such as {@code sun.net.httpserver.nodelay=true}
 * @param late whether another such server was there before, so that setting them has no effect
 */
record ServerProperties(List<String> set, boolean late) {
    private static final Logger log = LoggerFactory.getLogger(ProbeServer.class);

    /** Without it answers on kept-alive connections wait 40 ms for an acknowledgement on Java 17. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    /** Without it a caller who never ends a request holds a thread for ever. */
    private static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";
    /** The name that such a server gives its thread. */
    private static final String DISPATCHER = "HTTP-Dispatcher";

    /** Sets what is unset. */
    static ServerProperties apply() {
        boolean late = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(DISPATCHER));
        var set = new ArrayList<String>();
        set(NO_DELAY, "true", set);
        set(REQUEST_SECONDS, "5", set);
        return new ServerProperties(List.copyOf(set), late);
    }

    private static void set(String name, String value, List<String> set) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
            set.add(name + "=" + value);
        }
    }

    void log(String service) {
        String all = String.join(" ", set);
        if (late && !set.isEmpty()) {
            log.warn(
                    "'{}': another HTTP server of this JVM was there before, so {} may have no effect; "
                            + "give them on the command line, each after -D",
                    service,
                    all);
        } else if (!set.isEmpty()) {
            log.info("'{}': set for every HTTP server of the JDK in this JVM: {}", service, all);
        }
    }
}
