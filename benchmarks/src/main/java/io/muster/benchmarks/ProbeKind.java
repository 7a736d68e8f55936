package io.muster.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/** Who answers probes: ours, and others beside it. */
enum ProbeKind {
    BARE("the JDK's server, the same bytes, constant", "/readyz", "/livez"),
    MUSTER("Muster", "/readyz", "/livez"),
    SMALLRYE("SmallRye Health on the JDK's server", "/q/health/ready", "/q/health/live"),
    HELIDON("Helidon's health on its own server", "/observe/health/ready", "/observe/health/live"),
    ACTUATOR("Spring Boot Actuator on Tomcat", "/actuator/health/readiness", "/actuator/health/liveness");

    private static final int NEEDED_BY_HELIDON = 21;

    private final String title;
    private final String readiness;
    private final String liveness;

    ProbeKind(String title, String readiness, String liveness) {
        this.title = title;
        this.readiness = readiness;
        this.liveness = liveness;
    }

    /** Those that this JVM can run. */
    static List<ProbeKind> here() {
        return Stream.of(values())
                .filter(kind -> kind != HELIDON || Runtime.version().feature() >= NEEDED_BY_HELIDON)
                .toList();
    }

    String title() {
        return title;
    }

    String readiness() {
        return readiness;
    }

    String liveness() {
        return liveness;
    }
}
