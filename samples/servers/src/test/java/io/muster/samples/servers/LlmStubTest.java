package io.muster.samples.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LlmStubTest {
    private static final String QUESTION =
            "{\"model\": \"gpt-4o-mini\", \"messages\": [{\"role\": \"user\", \"content\": \"Tea?\"}]}";

    private final LlmStub stub = LlmStub.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void listsAndShowsItsModel() throws Exception {
        assertThat(get("/models", stub.key()).body()).contains("\"object\":\"list\"", "\"id\":\"gpt-4o-mini\"");
        assertThat(get("/models/gpt-4o-mini", stub.key()).body()).startsWith("{\"id\":\"gpt-4o-mini\"");
    }

    @Test
    void answersChatsAndCountsThem() throws Exception {
        var answer = client.send(chat(stub.key(), QUESTION), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"role\":\"assistant\"", "tea");
        assertThat(stub.completions()).isEqualTo(1);
        assertThat(stub.tokens()).isEqualTo(16);
    }

    @Test
    void embedsAndCountsTheTokens() throws Exception {
        var request = request("/embeddings", stub.key())
                .POST(BodyPublishers.ofString("{\"model\":\"" + stub.embeddingModel() + "\",\"input\":\"Tea?\"}"))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"embedding\":[");
        assertThat(stub.tokens()).isEqualTo(1);
        assertThat(stub.completions()).isZero();
        assertThat(stub.requests()).isEqualTo(1);
    }

    @Test
    void refusesAWrongKeyInTheWordsOfOpenAi() throws Exception {
        var answer = get("/models", "sk-wrong-key-of-some-length");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("Incorrect API key provided: sk-wrong****ngth", "\"code\":\"invalid_api_key\"")
                .doesNotContain("sk-wrong-key-of-some-length");
        assertThat(stub.completions()).isZero();
    }

    @Test
    void refusesAnUnknownModel() throws Exception {
        assertThat(get("/models/gpt-9", stub.key()).body()).contains("\"code\":\"model_not_found\"");
        var chat = client.send(chat(stub.key(), QUESTION.replace("gpt-4o-mini", "gpt-9")), BodyHandlers.ofString());
        assertThat(chat.statusCode()).isEqualTo(404);
        assertThat(chat.body()).contains("The model `gpt-9` does not exist");
    }

    @Test
    void holdsCompletionsUntilReleased() {
        stub.hold();
        var answer = client.sendAsync(chat(stub.key(), QUESTION), BodyHandlers.ofString());
        assertThat(answer).as("held").failsWithin(Duration.ofMillis(300));
        var second = client.sendAsync(chat(stub.key(), QUESTION), BodyHandlers.ofString());
        stub.release();
        assertThat(second).succeedsWithin(Duration.ofSeconds(5)).matches(r -> r.statusCode() == 200);
    }

    private HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return client.send(request(path, key).build(), BodyHandlers.ofString());
    }

    private HttpRequest chat(String key, String body) {
        return request("/chat/completions", key)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create(stub.url() + path)).header("Authorization", "Bearer " + key);
    }
}
