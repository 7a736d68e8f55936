package io.muster.samples.servers;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Decides who serves, and says it. */
final class Serving {
    private static final Logger LOG = System.getLogger("io.muster.samples.servers");

    private Serving() {}

    /**
     * The container when an engine answers that has or gets the image, else the embedded server.
     *
     * @throws IllegalStateException when {@code MUSTER_SERVERS=containers} asks for a container and there can be none
     */
    static RunningServer start(
            String what, String image, Supplier<RunningServer> container, Supplier<RunningServer> embedded) {
        boolean contained = DockerEngine.answers() && ContainerServer.canServe(image);
        if (!contained && "containers".equals(System.getenv("MUSTER_SERVERS"))) {
            throw new IllegalStateException("MUSTER_SERVERS asks for containers, and no Docker engine answers that has"
                    + " or gets the image '" + image + "'; start one, or unset MUSTER_SERVERS");
        }
        RunningServer server = contained ? container.get() : embedded.get();
        LOG.log(Level.INFO, "{0} on {1}:{2,number,#}, {3}", what, server.host(), server.port(), server.servedBy());
        return server;
    }

    /** What is configured by system property, else by environment variable, else the default. */
    static String image(String property, String variable, String standard) {
        String configured = System.getProperty(property, System.getenv(variable));
        return configured == null || configured.isBlank() ? standard : configured;
    }
}
