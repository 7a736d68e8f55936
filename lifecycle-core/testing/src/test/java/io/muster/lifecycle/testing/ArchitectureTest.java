package io.muster.lifecycle.testing;

import io.muster.gates.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The module keeps the rules of the house. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of("io.muster.lifecycle.testing")
                .mayUse("io.muster.lifecycle..", "org.jspecify..")
                .timeSeam("VirtualTime")
                .atLeast(8)
                .tests();
    }
}
