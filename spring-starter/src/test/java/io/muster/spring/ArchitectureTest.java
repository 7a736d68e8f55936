package io.muster.spring;

import io.muster.gates.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> theHouseRulesHold() {
        return ArchitectureRules.of("io.muster.spring")
                .mayUse(
                        "io.muster.lifecycle..",
                        "io.muster.health..",
                        "org.springframework..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "com.mongodb..",
                        "io.lettuce..")
                .atLeast(8)
                .tests();
    }
}
