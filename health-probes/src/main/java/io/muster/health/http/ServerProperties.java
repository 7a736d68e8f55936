package io.muster.health.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The properties of the JDK's HTTP server that a probe server cannot do without. They hold for the whole JVM, so they are
 * set only where nobody did, and before that server's classes read them.
 */
final class ServerProperties {
    /** Without it answers on kept-alive connections wait 40 ms for an acknowledgement on Java 17. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    /** Without it a caller who never ends a request holds a thread for ever. */
    private static final String REQUEST_SECONDS = "sun.net.httpserver.maxReqTime";

    private ServerProperties() {}

    /** Sets what is unset and says what it set, such as {@code sun.net.httpserver.nodelay=true}. */
    static List<String> set() {
        var set = new ArrayList<String>();
        set(NO_DELAY, "true", set);
        set(REQUEST_SECONDS, "5", set);
        return set;
    }

    private static void set(String name, String value, List<String> set) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
            set.add(name + "=" + value);
        }
    }
}
