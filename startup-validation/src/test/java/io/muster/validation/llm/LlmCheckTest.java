package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.HealthStatus;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.RetryPolicy;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupFailedException;
import io.muster.validation.Asked;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class LlmCheckTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String LIST =
            "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\"},{\"id\":\"gpt-4o-mini\"},{\"id\":\"gpt-4-turbo-preview\"},"
                    + "{\"id\":\"text-embedding-3-small\"}]}";
    private static final String MISSING = "{\"error\":{\"message\":\"no\",\"code\":\"model_not_found\"}}";

    private final ProviderServer server = new ProviderServer();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void stop() {
        server.close();
    }

    private LlmCheck check() {
        return LlmCheck.of(LlmProvider.OPENAI, () -> ProviderServer.KEY, nanos::get)
                .baseUrl(server.url());
    }

    private static HealthResult starting(LlmCheck check) throws InterruptedException {
        return check.check(Asked.starting(LONG));
    }

    private static HealthStatus running(LlmCheck check) throws InterruptedException {
        return check.check(Asked.running(LONG)).status();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, Authorization, Bearer, GET /models",
        "ANTHROPIC, x-api-key, , GET /models?limit=1",
        "GEMINI, x-goog-api-key, , GET /models?pageSize=1",
        "AZURE_OPENAI, api-key, , GET /openai/models?api-version=2024-10-21",
        "MISTRAL, Authorization, Bearer, GET /models",
        "COHERE, Authorization, Bearer, POST /check-api-key",
        "OPENROUTER, Authorization, Bearer, GET /key",
        "GROQ, Authorization, Bearer, GET /models",
        "DEEPSEEK, Authorization, Bearer, GET /user/balance",
        "XAI, Authorization, Bearer, GET /api-key",
        "HUGGING_FACE, Authorization, Bearer, GET /whoami-v2",
        "OLLAMA, Authorization, Bearer, GET /api/version",
        "OPENAI_COMPATIBLE, Authorization, Bearer, GET /models",
    })
    void carriesTheKeyInAHeaderAndNeverInTheUrl(LlmProvider provider, String header, String prefix, String request)
            throws InterruptedException {
        server.answer("/", 200, "{}");

        assertThat(starting(server.check(provider)).status()).isEqualTo(HealthStatus.UP);

        var recorded = server.take();
        String expected = (prefix == null ? "" : prefix + " ") + ProviderServer.KEY.reveal();
        assertThat(recorded.getMethod() + " " + recorded.getTarget()).isEqualTo(request);
        assertThat(recorded.getHeaders().get(header)).isEqualTo(expected);
        assertThat(recorded.getTarget()).doesNotContain("Planted");
    }

    @Test
    void saysWhatWasChecked() throws InterruptedException {
        server.answer("/models", 200, LIST);

        HealthResult result = starting(check().model("gpt-4o").embeddingModel("text-embedding-3-small"));

        assertThat(result.details())
                .containsEntry("provider", "OpenAI-compatible provider")
                .containsEntry("mode", "MODEL")
                .containsEntry("api_key_set", "true")
                .containsEntry("model", "gpt-4o")
                .containsEntry("embedding_model", "text-embedding-3-small");
        assertThat(server.requests()).containsExactly("GET /models/gpt-4o", "GET /models/text-embedding-3-small");
    }

    @Test
    void namesTheNearestModels() {
        server.answer("/models/", 404, MISSING).answer("/models", 200, LIST);

        var failed = catchThrowableOfType(FailureException.class, () -> starting(check().model("gpt-4-turbo-previw")));

        var finding = failed.findings().get(0);
        assertThat(finding.message())
                .isEqualTo("the model 'gpt-4-turbo-previw' is not available to this key (HTTP 404, model_not_found)");
        assertThat(finding.fix()).isEqualTo("check its name; nearest: gpt-4-turbo-preview");
    }

    @Test
    void showsNoModelsWithOddNamesOrWithTheKey() {
        server.answer("/models/", 404, MISSING)
                .answer(
                        "/models",
                        200,
                        "{\"data\":[{\"id\":\"gpt-4o\\u001b[31m\"},{\"id\":\"gpt-4p-" + ProviderServer.KEY.reveal()
                                + "\"},{\"id\":\"gpt-4p\"}]}");

        var failed = catchThrowableOfType(FailureException.class, () -> starting(check().model("gpt-4")));

        assertThat(failed.findings().get(0).fix()).isEqualTo("check its name; nearest: gpt-4p");
    }

    @Test
    void findsAModelInTheListWhereTheQuestionAboutOneIsUnknown() throws InterruptedException {
        server.answer("/models", 200, LIST).answer("/models/", 404, "{\"detail\":\"Not Found\"}");

        assertThat(starting(check().model("gpt-4o")).status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void checksChatAndEmbeddingSeparately() {
        server.answer("/models", 200, LIST)
                .answer("/models/gpt-4o", 200, "{\"id\":\"gpt-4o\"}")
                .answer("/models/text-embedding-9", 404, MISSING);

        var failed = catchThrowableOfType(
                FailureException.class, () -> starting(check().model("gpt-4o").embeddingModel("text-embedding-9")));

        assertThat(failed.findings()).hasSize(1);
        assertThat(failed.findings().get(0).message()).startsWith("the embedding model 'text-embedding-9' is not");
    }

    @ParameterizedTest
    @CsvSource({
        "GEMINI, '{\"supportedGenerationMethods\":[\"generateContent\",\"countTokens\"]}'",
        "COHERE, '{\"name\":\"x\",\"endpoints\":[\"chat\",\"generate\"]}'",
    })
    void knowsAChatModelThatCannotEmbedWhereTheProviderTells(LlmProvider provider, String model) throws Exception {
        server.answer("/", 200, "{\"valid\":true}").answer("/models/", 200, model);

        assertThat(starting(server.check(provider).model("m")).status()).isEqualTo(HealthStatus.UP);
        var failed = catchThrowableOfType(
                FailureException.class, () -> starting(server.check(provider).embeddingModel("m")));
        assertThat(failed.findings().get(0).code()).isEqualTo("LLM-405");
        assertThat(failed.findings().get(0).message()).isEqualTo("the embedding model 'm' is not made for that use");
    }

    @ParameterizedTest
    @CsvSource({
        "GEMINI, models/gemini-2.5-flash, GET /models/gemini-2.5-flash",
        "HUGGING_FACE, meta-llama/Llama-3, GET /models/meta-llama/Llama-3",
        "GROQ, openai/gpt oss?, GET /models/openai/gpt%20oss%3F",
    })
    void asksForTheModelAsTheProviderNamesIt(LlmProvider provider, String id, String request) throws Exception {
        server.answer("/", 200, "{}");

        starting(server.check(provider).model(id));

        assertThat(server.requests()).endsWith(request);
    }

    @ParameterizedTest
    @CsvSource({"../../admin", "a//b", "''", "'a\"b'", "{model}"})
    void asksForNoModelWithAnIdThatWouldLeadElsewhere(String id) {
        server.answer("/", 200, "{}");

        var failed = catchThrowableOfType(FailureException.class, () -> starting(check().model(id)));

        assertThat(failed.failure()).isEqualTo(Failure.CONFIGURATION);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void takesAnEmptyListForAModelThatIsStillLoading() {
        server.answer("/api/version", 200, "{}").answer("/api/tags", 200, "{\"models\":[]}");

        var failed = catchThrowableOfType(
                FailureException.class,
                () -> starting(server.check(LlmProvider.OLLAMA).model("llama3")));

        assertThat(failed.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(failed.findings().get(0).message()).contains("lists no model");
    }

    @Test
    void saysThatAnAzureDeploymentCannotBeCheckedForFree() throws InterruptedException {
        server.answer("/openai/models", 200, "{\"data\":[]}");

        HealthResult result = starting(server.check(LlmProvider.AZURE_OPENAI).model("my-deployment"));

        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.details().get("limited"))
                .isEqualTo("the model 'my-deployment' could not be looked at (only a completion could tell)");
    }

    @Test
    void needsNoKeyInTheOwnNetworkAndOneElsewhere() throws InterruptedException {
        server.answer("/", 200, "{\"data\":[]}");

        HealthResult local = starting(LlmCheck.keyless(LlmProvider.OPENAI_COMPATIBLE, server::url));
        var remote = catchThrowableOfType(FailureException.class, () -> starting(LlmCheck.openAi(() -> Secret.of(""))));

        assertThat(local.details()).containsEntry("api_key_set", "false");
        assertThat(server.take().getHeaders().get("Authorization")).isNull();
        assertThat(remote.findings().get(0).message()).isEqualTo("the key cannot be right (it is empty)");
    }

    @Test
    void skipsVisiblyInMockModeAndWhenOff() throws InterruptedException {
        HealthResult mock = starting(check().mock(() -> true));
        HealthResult off = starting(check().mode(LlmMode.OFF));

        assertThat(mock.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(mock.reason()).isEqualTo("answers come from a mock; the provider was not asked");
        assertThat(off.status()).isEqualTo(HealthStatus.UP);
        assertThat(off.details()).containsEntry("skipped", "the provider was not asked");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void asksNobodyInModeFormat() throws InterruptedException {
        HealthResult fine = starting(LlmCheck.anthropic(() -> Secret.of("sk-ant-api03-4kQ9vT2xYb7Lm3Zr8Wp5"))
                .mode(LlmMode.FORMAT));
        HealthResult odd = starting(
                LlmCheck.gemini(() -> Secret.of("QQ9vT2xYb7Lm3Zr8Wp5aaq81nd")).mode(LlmMode.FORMAT));

        assertThat(fine.status()).isEqualTo(HealthStatus.UP);
        assertThat(odd.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(odd.reason()).contains("unusual shape");
    }

    @Test
    void wantsAModelInModeModel() {
        var failed = catchThrowableOfType(FailureException.class, () -> starting(check().mode(LlmMode.MODEL)));

        assertThat(failed.failure()).isEqualTo(Failure.CONFIGURATION);
        assertThat(failed.findings().get(0).fix()).isEqualTo("name a model, or set mode AUTH");
    }

    @Test
    void wantsABaseUrlWhereThereIsNone() {
        var failed = catchThrowableOfType(
                FailureException.class,
                () -> starting(LlmCheck.of(LlmProvider.AZURE_OPENAI, () -> ProviderServer.KEY)));

        assertThat(failed.failure()).isEqualTo(Failure.CONFIGURATION);
        assertThat(failed.findings().get(0).fix()).isEqualTo("set the base URL");
    }

    @Test
    void asksAboutTheKeyAloneInModeAuth() throws InterruptedException {
        server.answer("/models", 200, LIST);

        starting(check().model("gpt-4o").mode(LlmMode.AUTH));

        assertThat(server.requests()).containsExactly("GET /models");
    }

    @Test
    void asksAgainOnlyAfterItsOwnIntervalWhileRunning() throws InterruptedException {
        LlmCheck check = check();
        server.answer("/models", 200, LIST);
        assertThat(running(check)).isEqualTo(HealthStatus.UP);
        server.answer("/models", 401, "{}");

        nanos.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(running(check)).isEqualTo(HealthStatus.UP);
        }
        assertThat(server.requests()).hasSize(1);

        nanos.addAndGet(1);
        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void asksAgainSoonerWhenTheVerdictMayPassButNotSoonerThanToldTo() throws InterruptedException {
        LlmCheck check = check();
        server.answer("/models", 503, "");
        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);
        assertThat(server.requests()).as("once a minute at the most").hasSize(1);
        nanos.addAndGet(1);
        server.answer(
                "/models",
                new MockResponse.Builder()
                        .code(429)
                        .addHeader("Retry-After", "90")
                        .build());
        assertThat(running(check)).isEqualTo(HealthStatus.DEGRADED);

        server.answer("/models", 200, LIST);
        nanos.addAndGet(Duration.ofSeconds(90).toNanos() - 1);
        assertThat(running(check)).isEqualTo(HealthStatus.DEGRADED);
        nanos.addAndGet(1);
        assertThat(running(check)).isEqualTo(HealthStatus.UP);
    }

    @Test
    void asksAboutAnotherKeyAtOnce() throws InterruptedException {
        var key = new AtomicReference<>(ProviderServer.KEY);
        LlmCheck check = LlmCheck.of(LlmProvider.OPENAI, key::get, nanos::get).baseUrl(server::url);
        server.answer("/models", 401, "{}");
        assertThat(running(check)).isEqualTo(HealthStatus.DOWN);

        server.answer("/models", 200, LIST);
        key.set(Secret.of("sk-4kQ9vT2xYb7Lm3Zr8Wp5Other"));

        assertThat(running(check)).isEqualTo(HealthStatus.UP);
    }

    @Test
    void refusesAnIntervalThatProvidersWouldNotLike() {
        LlmCheck check = check();

        assertThatThrownBy(() -> check.interval(Duration.ofSeconds(59)))
                .hasMessage("'interval' is PT59S; providers are asked once in PT1M at the most");
    }

    @ParameterizedTest
    @EnumSource(LlmProvider.class)
    void everyProviderHasARow(LlmProvider provider) {
        Facts facts = Providers.of(provider);

        assertThat(provider.title()).isNotBlank();
        assertThat(facts.keyPath()).doesNotContain("key=").isNotBlank();
        assertThat(facts.base().isEmpty() || URI.create(facts.base()).getHost() != null)
                .isTrue();
    }

    @Test
    void isRetriedByTheStartWhenThatMayHelpAndOnlyThen() {
        server.answer("/models", 401, "{}");
        assertThat(exitCodeOfAStart()).isEqualTo(78);
        assertThat(server.requests()).hasSize(1);

        server.answer("/models", 503, "");
        assertThat(exitCodeOfAStart()).isEqualTo(69);
        assertThat(server.requests()).hasSizeGreaterThan(1);
    }

    private int exitCodeOfAStart() {
        var app = LifecycleManager.named("llm");
        app.add(Component.check("openai", check())
                .retry(RetryPolicy.within(Duration.ofSeconds(2)).delays(Duration.ofMillis(10), Duration.ofMillis(20))));
        return catchThrowableOfType(StartupFailedException.class, app::start)
                .report()
                .exitCode();
    }
}
