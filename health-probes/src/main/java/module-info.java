/** Answers health probes from one immutable snapshot. */
module io.muster.health {
    requires transitive io.muster.lifecycle;
    requires com.fasterxml.jackson.core;
    requires java.management;
    requires transitive jdk.httpserver;
    requires jdk.management;
    requires org.slf4j;
    requires static jakarta.servlet;
    requires static micrometer.core;
    requires static micrometer.registry.prometheus;
    requires static transitive org.jspecify;

    exports io.muster.health;
    exports io.muster.health.conformance;
    exports io.muster.health.dialect;
    exports io.muster.health.http;
    exports io.muster.health.metrics;
    exports io.muster.health.servlet;
}
