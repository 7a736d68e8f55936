/** Answers health probes from one immutable snapshot. */
module io.muster.health {
    requires transitive io.muster.lifecycle;
    requires com.fasterxml.jackson.core;
    requires java.management;
    requires jdk.httpserver;
    requires jdk.management;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.muster.health;
    exports io.muster.health.dialect;
    exports io.muster.health.http;

    uses io.muster.lifecycle.FailureClassifier;
}
