package io.muster.health;

import io.muster.gates.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The module keeps the rules of the house. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of("io.muster.health")
                .mayUse("io.muster.lifecycle..", "org.slf4j..", "org.jspecify..")
                .mayUse(
                        "com.fasterxml.jackson.core..",
                        "com.sun.net.httpserver..",
                        "com.sun.management..",
                        "javax.net.ssl..")
                .confine("io.micrometer..", "io.muster.health.metrics..")
                .confine("jakarta.servlet..", "io.muster.health.servlet..")
                .timeSeam("SystemTime")
                .standardStreams("ProbeCommand")
                .atLeast(30)
                .tests();
    }
}
