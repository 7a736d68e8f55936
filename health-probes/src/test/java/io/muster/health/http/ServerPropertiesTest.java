package io.muster.health.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerPropertiesTest {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final String REQUEST = "sun.net.httpserver.maxReqTime";

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void clear() {
        for (String name : List.of(NO_DELAY, REQUEST)) {
            String value = System.clearProperty(name);
            if (value != null) {
                before.put(name, value);
            }
        }
    }

    @AfterEach
    void restore() {
        List.of(NO_DELAY, REQUEST).forEach(System::clearProperty);
        before.forEach(System::setProperty);
    }

    @Test
    void whatNobodyHasSetIsSet() {
        assertThat(ServerProperties.apply().set()).containsExactly(NO_DELAY + "=true", REQUEST + "=5");
        assertThat(System.getProperty(NO_DELAY)).isEqualTo("true");
        assertThat(System.getProperty(REQUEST)).isEqualTo("5");
        assertThat(ServerProperties.apply().set()).as("a second time").isEmpty();
    }

    @Test
    void whatSomebodyHasSetStays() {
        System.setProperty(REQUEST, "99");
        assertThat(ServerProperties.apply().set()).containsExactly(NO_DELAY + "=true");
        assertThat(System.getProperty(REQUEST)).isEqualTo("99");
    }

    @Test
    void whatIsSetIsLogged() {
        assertThat(logged(new ServerProperties(List.of("a=1", "b=2"), false)))
                .contains(" INFO ", "'orders': set for every HTTP server of the JDK in this JVM: a=1 b=2");
    }

    @Test
    void whatMayHaveNoEffectIsWarnedOf() {
        assertThat(logged(new ServerProperties(List.of("a=1"), true)))
                .contains(" WARN ", "so a=1 may have no effect; give them on the command line, each after -D");
    }

    @Test
    void whatWasThereAlreadyIsNotWorthALine() {
        assertThat(logged(new ServerProperties(List.of(), true))).isEmpty();
        assertThat(logged(new ServerProperties(List.of(), false))).isEmpty();
    }

    @Test
    void anotherServerOfThisJvmIsSeen() throws Exception {
        // the first server of a JVM reads them for all that come after it
        ServerProperties.apply();
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        other.start();
        try {
            assertThat(ServerProperties.apply().late()).isTrue();
        } finally {
            other.stop(0);
        }
    }

    private static String logged(ServerProperties properties) {
        try (var log = KeptLog.open()) {
            properties.log("orders");
            // what the services of other tests may say at the same time on threads of their own is not asked
            return log.text()
                    .lines()
                    .filter(line -> line.contains(ProbeServer.class.getName()))
                    .collect(joining("\n"));
        }
    }
}
