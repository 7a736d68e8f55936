package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM and the platform's probes, through the whole life of an application in a JVM of its own. */
class ForkedLifecycleTest {
    private static final int TERMINATED = 143;
    /** Much less than anything here hangs for. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({"bean, bean hangs", "component, component hangs"})
    void aStartIsCancelledWhereverItHangsAndUndone(String hang, String said) {
        try (var application = ForkedApplication.start(Stubborn.class, "--hang=" + hang)) {
            application.awaitOutput(said);
            assertThat(application.probe("/livez")).isEqualTo(200);
            assertThat(application.probe("/startupz")).isEqualTo(503);
            assertThat(application.probe("/readyz")).isEqualTo(503);

            assertThat(application.terminate().exitCode()).isEqualTo(TERMINATED);
            assertThat(application.output())
                    .contains("the start is cancelled", "first bean destroyed")
                    .doesNotContain("APPLICATION FAILED TO START", "Tomcat started");
        }
    }

    @Test
    void aBeanThatIgnoresTheCancellationIsNamedAndEndsWithTheJvm() {
        try (var application = ForkedApplication.start(Stubborn.class, "--hang=deaf-bean", "--muster.stop-budget=2s")) {
            application.awaitOutput("bean hangs").terminate();
            assertThat(application.exitCode()).isEqualTo(TERMINATED);
            assertThat(application.output()).contains("the making of bean 'deafBean' hangs", "Stubborn.forEver");
        }
    }

    @Test
    void aWaitForADependencyIsCancelledBeforeBeansUseIt() {
        try (var application = ForkedApplication.start(Stubborn.class, "--hang=dependency")) {
            application.awaitOutput("attempt 2 failed");
            assertThat(application.probe("/livez")).isEqualTo(200);
            assertThat(application.probe("/readyz")).isEqualTo(503);
            assertThat(application.terminate().endsWithin(SOON)).isTrue();
            assertThat(application.exitCode()).isEqualTo(TERMINATED);
            assertThat(application.output())
                    .contains("the start is cancelled")
                    .doesNotContain("APPLICATION FAILED TO START", "Tomcat started");
        }
    }

    @Test
    void aDependencyThatDoesNotComeEndsTheStartWith69() {
        try (var application =
                ForkedApplication.start(Stubborn.class, "--hang=dependency", "--muster.dependencies.retry-budget=1s")) {
            assertThat(application.exitCode()).isEqualTo(69);
            assertThat(application.output())
                    .contains("APPLICATION FAILED TO START", "nobody is there")
                    .doesNotContain("Tomcat started");
        }
    }

    @Test
    void aTrainingRunWaitsForNobodyAndOpensNothing() {
        try (var application = ForkedApplication.start(
                Stubborn.class, "-Dspring.context.exit=onRefresh", "--hang=dependency", "--shop.url=${NOWHERE}")) {
            assertThat(application.exitCode()).as(application.output()).isZero();
            assertThat(application.output()).doesNotContain("dependency asked", "probes answer on port");
        }
    }

    @Test
    void aBatchEndsWithItsRunners() {
        try (var application = ForkedApplication.start(Stubborn.class, "--spring.main.web-application-type=none")) {
            application.awaitOutput("Started Stubborn");
            assertThat(application.endsWithin(SOON)).as(application.output()).isTrue();
            assertThat(application.exitCode()).isZero();
            assertThat(application.output()).containsSubsequence("database stopped", "first bean destroyed");
        }
    }

    @Test
    void whatFailsBeforeTheRefreshLeavesNothingBehind() {
        try (var application = ForkedApplication.start(Stubborn.class, "--hang=preparation")) {
            assertThat(application.exitCode()).isEqualTo(1);
            assertThat(application.output())
                    .contains("nobody is prepared", "probes answer on port")
                    .doesNotContain("the start is cancelled");
        }
    }

    @Test
    void aWorkerIsTerminatedInOrder() {
        try (var application = ForkedApplication.start(
                Stubborn.class, "--spring.main.web-application-type=none", "--spring.main.keep-alive=true")) {
            application.awaitStatus("/readyz", 200).terminate();
            assertThat(application.exitCode()).isEqualTo(TERMINATED);
            assertThat(application.output())
                    .containsSubsequence("DRAINING", "database stopped", "STOPPED", "first bean destroyed");
        }
    }

    @Test
    void isReadyOnlyAfterTheRunners() {
        try (var application = ForkedApplication.start(Stubborn.class, "--hang=runner")) {
            application.awaitOutput("runner hangs");
            assertThat(application.get("/slow/0")).isEqualTo(200);
            assertThat(application.probe("/livez")).isEqualTo(200);
            assertThat(application.probe("/readyz")).isEqualTo(503);
            assertThat(application.output()).doesNotContain("runner ended");
            assertThat(application.get("/runner/end")).isEqualTo(200);
            application.awaitStatus("/readyz", 200).awaitOutput("orders: RUNNING");
            assertThat(application.output()).contains("runner ended");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "reactive"})
    void servesWhatComesDuringTheDrainAndAnswersProbesToTheEnd(String type) {
        try (var application = ForkedApplication.start(
                Stubborn.class, "--spring.main.web-application-type=" + type, "--muster.drain-delay=5s")) {
            application.awaitStatus("/readyz", 200);
            assertThat(application.get("/slow/0")).as("warm").isEqualTo(200);
            var inFlight = CompletableFuture.supplyAsync(() -> application.get("/slow/10000"));
            await().atMost(ForkedApplication.LIMIT)
                    .until(() -> application.output().split("request enters", -1).length > 2);
            application.terminate().awaitStatus("/readyz", 503);
            assertThat(application.get("/slow/0")).as("new request").isEqualTo(200);
            await().atMost(ForkedApplication.LIMIT).until(() -> application.get("/slow/0") != 200);
            assertThat(application.probe("/livez")).isEqualTo(200);
            assertThat(inFlight.join()).isEqualTo(200);
            assertThat(application.exitCode()).isEqualTo(TERMINATED);
            assertThat(application.output())
                    .containsSubsequence(
                            "DRAINING", "request served", "database stopped", "STOPPED", "first bean destroyed");
        }
    }

    @Test
    void aBeanWhoseDestructionHangsIsNamedAndInterruptedAndTheOthersAreDestroyed() {
        try (var application = ForkedApplication.start(Stubborn.class, "--hang=destroy", "--muster.stop-budget=10s")) {
            application.awaitStatus("/readyz", 200).terminate();
            application.awaitOutput("destroy hangs");
            assertThat(application.probe("/livez")).isEqualTo(200);
            assertThat(application.exitCode()).isEqualTo(TERMINATED);
            assertThat(application.output())
                    .containsSubsequence(
                            "the destruction of bean 'slowToDestroy' hangs", "Stubborn.lambda", "first bean destroyed");
        }
    }

    @Test
    void aBeanThatIgnoresEvenThatEndsWithTheJvmInTime() {
        try (var application =
                ForkedApplication.start(Stubborn.class, "--hang=deaf-destroy", "--muster.stop-budget=10s")) {
            application.awaitStatus("/readyz", 200).terminate();
            assertThat(application.exitCode()).isEqualTo(TERMINATED);
            assertThat(application.output())
                    .contains("the destruction of bean 'deafToDestroy' hangs")
                    .contains("'deafToDestroy' still hangs; the JVM is halted");
        }
    }
}
