package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.Secret;
import io.muster.samples.servers.LlmStub;
import io.muster.validation.Asked;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the checks cost at a provider that counts every token. */
@Timeout(120)
class NoTokensTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final LlmStub stub = LlmStub.start();
    private final AtomicLong nanos = new AtomicLong();
    private final LlmCheck check = LlmCheck.of(LlmProvider.OPENAI, () -> Secret.of(stub.key()), nanos::get)
            .baseUrl(URI.create(stub.url()))
            .model(stub.model())
            .embeddingModel(stub.embeddingModel());

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = LlmMode.class,
            names = {"OFF", "FORMAT", "AUTH", "MODEL"})
    void spendsNoTokenAtAllUnlessAskedTo(LlmMode mode) throws InterruptedException {
        LlmCheck free = check.mode(mode);
        for (int i = 0; i < 100; i++) {
            assertThat(free.check(Asked.starting(LONG)).status()).isEqualTo(HealthStatus.UP);
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
            assertThat(free.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        }

        assertThat(stub.tokens()).isZero();
        assertThat(stub.completions()).isZero();
        assertThat(stub.requests())
                .isEqualTo(
                        switch (mode) {
                            case OFF, FORMAT -> 0;
                            case AUTH -> 200;
                            case MODEL, GENERATE -> 400;
                        });
    }

    @Test
    void spendsTokensWhenAskedToAndOnlyDuringTheStart() throws InterruptedException {
        LlmCheck paid = check.mode(LlmMode.GENERATE);
        for (int i = 0; i < 10; i++) {
            assertThat(paid.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
            nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        }
        assertThat(stub.tokens()).isZero();

        assertThat(paid.check(Asked.starting(LONG)).status()).isEqualTo(HealthStatus.UP);
        assertThat(stub.tokens()).isPositive();
        assertThat(stub.completions()).isEqualTo(1);
    }
}
