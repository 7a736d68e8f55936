package io.muster.validation.environment;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.RetryPolicy;
import io.muster.lifecycle.Setting;
import io.muster.lifecycle.StartupFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever fails with a secret in its words, no line of the log holds six characters of it, at any level. */
class SecretLogTest {
    private static final long SEED = 20_260_102;
    private static final int SECRETS = 5;
    private static final Variable<?> SECRET = Variable.secret("SECRET");

    /** One way to fail with these words. */
    private record Way(String name, BiConsumer<LifecycleManager, String> fail) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> everyWay() {
        return Stream.of(
                new Way(
                        "a start that throws",
                        (app, words) -> app.add(component("x", () -> {
                            throw careless(words);
                        }))),
                new Way(
                        "a start that throws and is retried",
                        (app, words) -> app.add(component("x", () -> {
                                    throw new IOException(words);
                                })
                                .retry(RetryPolicy.within(Duration.ofMillis(300))))),
                new Way(
                        "an optional start that throws",
                        (app, words) -> app.add(component("x", () -> {
                                    throw careless(words);
                                })
                                .optional())),
                new Way(
                        "a start with an Error",
                        (app, words) -> app.add(component("x", () -> {
                            throw new AssertionError(words);
                        }))),
                new Way(
                        "findings",
                        (app, words) -> app.add(component("x", () -> {
                            throw new FailureException(
                                    words,
                                    List.of(Finding.error(Failure.CREDENTIALS, words, words)
                                            .fix(words)));
                        }))),
                new Way(
                        "warnings, progress and settings",
                        (app, words) -> app.add(component("x", context -> {
                            context.progress(words);
                            context.warn(Finding.warning(words, words).fix(words));
                            context.settings(List.of(new Setting("X", words, words, false)));
                            return words;
                        }))),
                new Way(
                        "a check that throws",
                        (app, words) -> app.add(check("x", context -> {
                            throw careless(words);
                        }))),
                new Way(
                        "a check that is DOWN",
                        (app, words) -> app.add(check(
                                "x",
                                context -> HealthResult.down(Failure.CREDENTIALS, words)
                                        .with("detail", words)))),
                new Way(
                        "a check that is DEGRADED",
                        (app, words) -> app.add(check("x", context -> HealthResult.degraded(words)))),
                new Way(
                        "a stop that throws",
                        (app, words) -> app.add(component("x", () -> "value").stop(value -> {
                            throw careless(words);
                        }))),
                new Way(
                        "a drain that throws",
                        (app, words) -> app.add(component("x", () -> "value").drain(value -> {
                            throw careless(words);
                        }))),
                new Way(
                        "an attachment that throws",
                        (app, words) -> app.attach(view -> {
                            throw careless(words);
                        })),
                new Way(
                        "an attachment that throws when closed",
                        (app, words) -> app.attach(view -> () -> {
                            throw careless(words);
                        })),
                new Way(
                        "a listener that throws",
                        (app, words) -> app.listener(new LifecycleListener() {
                            @Override
                            public void componentStopped(String name, Duration duration, Optional<Finding> failure) {
                                throw careless(words);
                            }
                        })),
                new Way(
                        "a stop for this reason",
                        (app, words) -> app.add(Component.task("x", context -> app.requestStop(words)))));
    }

    private static IllegalStateException careless(String words) {
        var thrown = new IllegalStateException(words, new IllegalStateException("cause: " + words));
        thrown.addSuppressed(new IllegalArgumentException("suppressed: " + words));
        return thrown;
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void noLineOfTheLogHoldsPartOfASecret(Way way) {
        var random = new Random(SEED);
        for (int i = 0; i < SECRETS; i++) {
            String secret = real(random);
            try (var log = new LoggedTexts()) {
                run(way, secret);

                assertThat(log.all()).contains("planted");
                assertThat(Planted.leak(log.all(), secret))
                        .as("in: %s", log.all())
                        .isEmpty();
            }
        }
    }

    @Test
    void noLineOfTheLogHoldsPartOfAWrongSecret() {
        String secret = real(new Random(SEED));
        for (String value : Planted.shapes(secret)) {
            try (var log = new LoggedTexts()) {
                var app = LifecycleManager.named("planted");
                Source source = Source.map("test", Planted.everywhere(value));
                app.add(Environment.component(Planted.variables(), Source.files(source), source));
                start(app);

                assertThat(log.all()).contains("did not start");
                assertThat(Planted.leak(log.all(), secret))
                        .as("in: %s", log.all())
                        .isEmpty();
            }
        }
    }

    private static void run(Way way, String secret) {
        var app = LifecycleManager.named("planted");
        var env = app.add(Environment.component(Variables.of(SECRET), Source.map("test", Map.of("SECRET", secret))));
        app.add(Component.task("user of the environment", context -> {}).dependsOn(env));
        way.fail().accept(app, "cannot log in with '" + secret + "'");
        start(app);
        app.stop("seen");
    }

    private static void start(LifecycleManager app) {
        try {
            app.start();
        } catch (StartupFailedException e) {
            assertThat(e.report().findings()).isNotNull();
        }
    }

    /** One that passes for a secret, so that the service knows it. */
    private static String real(Random random) {
        return Stream.generate(() -> Planted.secret(random))
                .filter(SecretLogTest::passes)
                .findFirst()
                .orElseThrow();
    }

    private static boolean passes(String secret) {
        try {
            Environment.resolve(Variables.of(SECRET), Source.map("test", Map.of("SECRET", secret)));
            return true;
        } catch (FailureException e) {
            return false;
        }
    }
}
