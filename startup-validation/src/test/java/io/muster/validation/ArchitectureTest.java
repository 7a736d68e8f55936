package io.muster.validation;

import io.muster.gates.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The module keeps the rules of the house. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of("io.muster.validation")
                .mayUse("io.muster.lifecycle..", "org.slf4j..", "org.jspecify..")
                .mayUse("com.fasterxml.jackson.core..", "javax.sql..", "javax.net..")
                .confine("com.zaxxer.hikari..", "io.muster.validation.database..")
                .confine("io.lettuce..", "io.muster.validation.redis..")
                .confine("com.mongodb..", "io.muster.validation.service..")
                .confine("org.bson..", "io.muster.validation.service..")
                .confine("com.sun.management..", "io.muster.validation.host..")
                .mayUse("okhttp3..", "okio..", "kotlin..")
                .standardStreams("Doctor")
                .atLeast(30)
                .tests();
    }
}
