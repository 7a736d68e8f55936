package io.muster.benchmarks;

/** Who answers probes: ours, and others beside it. */
enum ProbeKind {
    BARE("the JDK's server, the same bytes, constant", "/readyz", "/livez"),
    MUSTER("Muster", "/readyz", "/livez"),
    SMALLRYE("SmallRye Health on the JDK's server", "/q/health/ready", "/q/health/live"),
    ACTUATOR("Spring Boot Actuator on Tomcat", "/actuator/health/readiness", "/actuator/health/liveness");

    private final String title;
    private final String readiness;
    private final String liveness;

    ProbeKind(String title, String readiness, String liveness) {
        this.title = title;
        this.readiness = readiness;
        this.liveness = liveness;
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
