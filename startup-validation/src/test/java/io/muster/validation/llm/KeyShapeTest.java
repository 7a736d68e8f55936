package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyShapeTest {
    private static final Endpoint OWN = new Endpoint(URI.create("https://api.example.com/v1"), true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "OPENAI||it is empty",
                "OPENAI|sk-4kQ9vT2xYb7Lm3Zr8Wp5 |it has whitespace, or characters that no header may carry",
                "OPENAI|sk-4kQ9vT2xYb7Lm3Zr8Wp5é|it has whitespace, or characters that no header may carry",
                "OPENAI|\"sk-4kQ9vT2xYb7Lm3Zr8Wp5\"|it begins with a quote",
                "OPENAI|sk-your-actual-key-here|it is a placeholder",
                "OPENAI|sk-proj-your-key-here|it is a placeholder",
                "OPENAI|sk-xxxxxxxxxxxxxxxxxxxxxxxx|it is a placeholder",
                "OPENAI|${OPENAI_API_KEY}|it is a placeholder",
                "OPENAI|<your key>|it has whitespace, or characters that no header may carry",
                "OPENAI|<key>|it is a placeholder",
                "OPENAI|sk-...|it is a placeholder",
                "OPENAI|change_me|it is a placeholder",
                "OPENAI|sk-my-openai-key|it is a placeholder",
                "OPENAI|my_key|it is a placeholder",
                "OPENAI|sk-ant-api03-4kQ9vT2xYb7Lm3Zr8Wp5|it looks like one of Anthropic",
                "OPENAI|sk-or-v1-4kQ9vT2xYb7Lm3Zr8Wp5|it looks like one of OpenRouter",
                "ANTHROPIC|sk-proj-4kQ9vT2xYb7Lm3Zr8Wp5|it looks like one of OpenAI",
                "MISTRAL|gsk_4kQ9vT2xYb7Lm3Zr8Wp5|it looks like one of Groq",
                "OPENAI|AIzaSy4kQ9vT2xYb7Lm3Zr8Wp5|it looks like one of Google Gemini",
                "GEMINI|ya29.4kQ9vT2xYb7Lm3Zr8Wp5|it is a token of a login and no API key",
                "GEMINI|eyJhbGciOiJIUzI1NiJ9.e30.4kQ9|it is a token of a login and no API key",
            })
    void refusesWhatIsCertainlyWrong(LlmProvider provider, String key, String flaw) {
        assertThat(KeyShape.flaw(provider, OWN, key == null ? "" : key)).contains(flaw);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, sk-4kQ9vT2xYb7Lm3Zr8Wp5",
        "OPENAI, sk-proj-4kQ9vT2xYb7Lm3Zr8Wp5",
        "OPENAI, new-shape-of-tomorrow-4kQ9vT2xYb7Lm3Zr8Wp5",
        "ANTHROPIC, sk-4kQ9vT2xYb7Lm3Zr8Wp5",
        "GEMINI, AQ.4kQ9vT2xYb7Lm3Zr8Wp5",
        "GEMINI, AIzaSy4kQ9vT2xYb7Lm3Zr8Wp5",
        "DEEPSEEK, sk-0123abcd9f8e7d6c5b4a39281706f5e4",
        "GROQ, sk-4kQ9vT2xYb7Lm3Zr8Wp5",
        "MISTRAL, 4kQ9vT2xYb7Lm3Zr8Wp5Jd6Hf1Gs0Na",
        "HUGGING_FACE, hf_4kQ9vT2xYb7Lm3Zr8Wp5Jd6Hf1Gs0Na",
    })
    void letsTheProviderDecideAboutTheRest(LlmProvider provider, String key) {
        assertThat(KeyShape.flaw(provider, OWN, key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, sk-proj-, 156",
        "OPENAI, sk-, 48",
        "ANTHROPIC, sk-ant-api03-, 95",
        "GEMINI, AIza, 35",
        "GEMINI, AQ., 50",
    })
    void takesNoRandomTextForAPlaceholder(LlmProvider provider, String prefix, int length) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var random = new Random(42);

        for (int i = 0; i < 100_000; i++) {
            String key = random.ints(length, 0, alphabet.length())
                    .mapToObj(at -> alphabet.substring(at, at + 1))
                    .collect(Collectors.joining("", prefix, ""));
            assertThat(KeyShape.flaw(provider, OWN, key)).as(key).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC, sk-ant-admin01-4kQ9vT2xYb7Lm3Zr8Wp5, admin key",
        "ANTHROPIC, sk-ant-oat01-4kQ9vT2xYb7Lm3Zr8Wp5, OAuth token",
        "OPENAI, sk-admin-4kQ9vT2xYb7Lm3Zr8Wp5, admin key",
        "GEMINI, AIzaSy4kQ9vT2xYb7Lm3Zr8Wp5, replacing",
        "OPENAI, sk-4kQ9, only 7 characters",
        "GROQ, 4kQ9vT2xYb7Lm3Zr8Wp5aaaa, does not begin",
    })
    void notesWhatIsUnusual(LlmProvider provider, String key, String oddity) {
        assertThat(KeyShape.oddity(provider, OWN, key)).get().asString().contains(oddity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8000/v1",
                "http://127.0.0.1:1/",
                "http://vllm:8000/v1",
                "http://10.1.2.3/",
                "http://[::1]:8/",
                "http://172.31.0.9/",
                "http://192.168.1.5:1",
                "http://llm.internal/v1",
                "http://my_llm:80/v1"
            })
    void takesAnythingInTheOwnNetwork(String base) {
        var endpoint = new Endpoint(URI.create(base), false);

        assertThat(endpoint.local()).isTrue();
        assertThat(KeyShape.flaw(LlmProvider.OPENAI, endpoint, "")).isEmpty();
        assertThat(KeyShape.flaw(LlmProvider.OPENAI, endpoint, "dummy")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gateway.example.com/v1", "https://172.32.0.1/", "https://10.example.com/"})
    void wantsAKeyElsewhereAndJudgesNoShape(String base) {
        var endpoint = new Endpoint(URI.create(base), false);

        assertThat(KeyShape.flaw(LlmProvider.OPENAI, endpoint, "")).contains("it is empty");
        assertThat(KeyShape.flaw(LlmProvider.OPENAI, endpoint, "sk-ant-x")).isEmpty();
        assertThat(KeyShape.oddity(LlmProvider.OPENAI, endpoint, "x")).isEmpty();
    }
}
