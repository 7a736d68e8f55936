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
                        "io.muster.validation..",
                        "org.springframework..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "javax.sql..")
                .confine("com.mongodb..", "io.muster.spring.dependency..")
                .confine("io.lettuce..", "io.muster.spring.dependency..")
                .confine("jakarta.mail..", "io.muster.spring.dependency..")
                .confine("jakarta.servlet..", "io.muster.spring.probes")
                .confine("reactor..", "io.muster.spring.probes")
                .confine("org.springframework.web..", "io.muster.spring.probes")
                .confine("io.micrometer..", "io.muster.spring.metrics")
                .confine("org.springframework.boot.health..", "io.muster.spring.health")
                .confine("org.springframework.test..", "io.muster.spring.test")
                .atLeast(30)
                .tests();
    }
}
