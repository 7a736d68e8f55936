package io.muster.spring;

import java.util.Arrays;
import java.util.List;

/** Knows whether a test runs the application, as Boot's support for Docker Compose does: by who calls. */
final class TestRun {
    private static final List<String> CALLERS =
            List.of("org.junit.platform.", "org.junit.runners.", "org.springframework.boot.test.", "cucumber.runtime.");

    private TestRun() {}

    static boolean underway() {
        return Arrays.stream(Thread.currentThread().getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(caller -> CALLERS.stream().anyMatch(caller::startsWith));
    }
}
