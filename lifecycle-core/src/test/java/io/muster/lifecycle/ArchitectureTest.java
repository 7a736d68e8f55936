package io.muster.lifecycle;

import io.muster.gates.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The module keeps the rules of the house. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of("io.muster.lifecycle")
                .mayUse("org.slf4j..", "org.jspecify..", "jdk.jfr..", "javax.net.ssl..")
                .timeSeam("SystemTime")
                .standardStreams("StandardError", "LiveConsole")
                .atLeast(20)
                .tests();
    }
}
