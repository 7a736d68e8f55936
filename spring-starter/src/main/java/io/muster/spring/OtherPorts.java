package io.muster.spring;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** The ports that Boot's own servers take, later than the probe server, and then blame it on whatever has them. */
final class OtherPorts {
    private static final String SERVING = "org.springframework.boot.web.server.context.WebServerApplicationContext";
    private static final String MANAGEMENT =
            "org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties";

    private final ConfigurableApplicationContext context;

    OtherPorts(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Looks for the port of the probe server among them.
     *
     * @throws FailureException if it is there
     */
    void requireFree(MusterProperties.Probes probes) {
        ClassLoader loader = context.getClassLoader();
        boolean serves = ClassUtils.isPresent(SERVING, loader)
                && ClassUtils.resolveClassName(SERVING, loader).isInstance(context);
        if (!serves || probes.port() == 0) {
            return;
        }
        String management = ClassUtils.isPresent(MANAGEMENT, loader) ? "management.server" : "server";
        List<Finding> taken = Stream.of("server", management)
                .distinct()
                .filter(server -> takes(server, probes))
                .map(server -> Finding.error(
                                Failure.CONFIGURATION,
                                "muster.probes.port",
                                "is " + probes.port() + ", which is " + server + ".port too")
                        .fix("give the probes a port of their own; or let them answer on that of the application, by"
                                + " muster.probes.port=-1 and muster.probes.mount"))
                .toList();
        if (!taken.isEmpty()) {
            throw new FailureException("two servers cannot have one port", taken);
        }
    }

    /** Two that listen on addresses of their own may. */
    private boolean takes(String server, MusterProperties.Probes probes) {
        Environment environment = context.getEnvironment();
        boolean apart = probes.address() != null && environment.containsProperty(server + ".address");
        return !apart && Integer.toString(probes.port()).equals(environment.getProperty(server + ".port", ""));
    }
}
