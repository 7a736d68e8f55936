package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each row of the table asks, to the letter. */
@Timeout(120)
class ProviderRowsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    /** Passes for the answer to each free question, and for one model in each list. */
    private static final String ANY =
            "{\"valid\":true,\"id\":\"m\",\"data\":[{\"id\":\"m\"}],\"models\":[{\"name\":\"m\"}]}";

    private final ProviderServer server = new ProviderServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANTHROPIC         | GET /models/m",
                "GEMINI            | GET /models/m",
                "AZURE_OPENAI      | GET /openai/models?api-version=2024-10-21",
                "MISTRAL           | GET /models/m",
                "COHERE            | POST /check-api-key, GET /models/m",
                "OPENROUTER        | GET /key, GET /models",
                "GROQ              | GET /models/m",
                "DEEPSEEK          | GET /user/balance, GET /models",
                "XAI               | GET /api-key, GET /models/m",
                "HUGGING_FACE      | GET /whoami-v2, GET /models/m",
                "OLLAMA            | GET /api/version, GET /api/tags",
                "OPENAI_COMPATIBLE | GET /models/m",
            })
    void asksForAModelInThisWay(LlmProvider provider, String requests) throws InterruptedException {
        server.answer("/", 200, ANY);

        assertThat(server.check(provider).model("m").check(Asked.starting(LONG)).status())
                .isEqualTo(HealthStatus.UP);

        assertThat(server.requests()).containsExactly(requests.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANTHROPIC         | /messages | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "GEMINI            | /models/m:generateContent | {\"contents\":[{\"parts\":[{\"text\":\"1\"}]}],\"generationConfig\":{\"maxOutputTokens\":1}}",
                "AZURE_OPENAI      | /openai/deployments/m/chat/completions?api-version=2024-10-21 | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "MISTRAL           | /chat/completions | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "COHERE            | /chat | {\"model\":\"m\",\"max_tokens\":1,\"message\":\"1\"}",
                "OPENROUTER        | /chat/completions | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "GROQ              | /chat/completions | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "DEEPSEEK          | /chat/completions | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "XAI               | /chat/completions | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "OLLAMA            | /v1/chat/completions | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                "OPENAI_COMPATIBLE | /chat/completions | {\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
            })
    void generatesOneTokenInThisWay(LlmProvider provider, String path, String body) throws InterruptedException {
        generates(server.check(provider).model("m"), path, body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GEMINI            | /models/m:embedContent",
                "AZURE_OPENAI      | /openai/deployments/m/embeddings?api-version=2024-10-21",
                "MISTRAL           | /embeddings",
                "OLLAMA            | /v1/embeddings",
                "OPENAI_COMPATIBLE | /embeddings",
            })
    void embedsOneCharacterInThisWay(LlmProvider provider, String path) throws InterruptedException {
        String body = provider == LlmProvider.GEMINI
                ? "{\"content\":{\"parts\":[{\"text\":\"1\"}]}}"
                : "{\"model\":\"m\",\"input\":\"1\"}";

        generates(server.check(provider).embeddingModel("m"), path, body);
    }

    private void generates(LlmCheck check, String path, String body) throws InterruptedException {
        server.answer("/", 200, ANY);

        check.mode(LlmMode.GENERATE).check(Asked.starting(LONG));

        var last = server.take();
        for (var next = last; next != null; next = server.take()) {
            last = next;
        }
        assertThat(last.getMethod() + " " + last.getTarget()).isEqualTo("POST " + path);
        assertThat(last.getBody()).isEqualTo(ByteString.encodeUtf8(body));
    }

    @Test
    void asksOpenAiItselfAsThoseThatImitateItButForTheNameOfTheLimit() {
        Facts own = Providers.of(LlmProvider.OPENAI);
        Facts like = Providers.of(LlmProvider.OPENAI_COMPATIBLE);

        assertThat(own.modelPath()).isEqualTo(like.modelPath());
        assertThat(own.generation(Use.EMBEDDING)).isEqualTo(like.generation(Use.EMBEDDING));
        assertThat(own.generation(Use.CHAT))
                .contains(
                        new Facts.Generation(
                                "chat/completions",
                                "{\"model\":\"{model}\",\"max_completion_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}"));
    }

    @ParameterizedTest
    @EnumSource(LlmProvider.class)
    void spendsNothingUnlessAskedTo(LlmProvider provider) throws InterruptedException {
        server.answer("/", 200, ANY);
        Facts facts = Providers.of(provider);
        List<String> costly = Arrays.stream(Use.values())
                .flatMap(use -> facts.generation(use).stream())
                .map(generation -> "POST /" + generation.path().replace("{model}", "m"))
                .toList();
        LlmCheck check = server.check(provider).model("m").embeddingModel("m");
        for (LlmMode mode : LlmMode.values()) {
            check.mode(mode).check(Asked.running(LONG));
            if (mode != LlmMode.GENERATE) {
                check.mode(mode).check(Asked.starting(LONG));
            }
        }

        assertThat(server.requests()).isNotEmpty().noneMatch(costly::contains);
    }

    @Test
    void knowsADeploymentOfAzureThatIsNotThere() {
        server.answer("/openai/models", 200, "{\"data\":[]}")
                .answer("/openai/deployments/", 404, "{\"error\":{\"code\":\"DeploymentNotFound\"}}");
        LlmCheck check = server.check(LlmProvider.AZURE_OPENAI).model("mine").mode(LlmMode.GENERATE);

        var failed = catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(LONG)));

        var finding = failed.findings().get(0);
        assertThat(finding.code()).isEqualTo("LLM-404");
        assertThat(finding.message()).contains("'mine' is not available to this key (HTTP 404, DeploymentNotFound)");
        assertThat(finding.fix()).contains("check the name of the deployment; a new one needs five minutes");
    }
}
