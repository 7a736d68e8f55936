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
                .mayUse("com.fasterxml.jackson.core..", "com.sun.net.httpserver..", "com.sun.management..")
                .confine("io.micrometer..", "io.muster.health.metrics..")
                .timeSeam("SystemTime")
                .atLeast(30)
                .tests();
    }
}
