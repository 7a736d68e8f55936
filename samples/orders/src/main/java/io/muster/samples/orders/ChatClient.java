package io.muster.samples.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.lifecycle.Secret;
import io.muster.validation.environment.Environment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Asks the chat endpoint of an OpenAI-compatible API. Thread-safe. */
final class ChatClient {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http =
            new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(60)).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final String url;
    private final Secret key;
    private final String model;

    ChatClient(Environment env) {
        String base = env.get(OrdersVariables.OPENAI_BASE_URL).toString();
        this.url = base + (base.endsWith("/") ? "" : "/") + "chat/completions";
        this.key = env.get(OrdersVariables.OPENAI_API_KEY);
        this.model = env.get(OrdersVariables.OPENAI_MODEL);
    }

    /** What the model answers to {@code message}. */
    String ask(String message) throws IOException {
        var question = Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", message)));
        var request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + key.reveal())
                .post(RequestBody.create(mapper.writeValueAsBytes(question), JSON))
                .build();
        try (var response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                // the body may quote the key: the status says enough
                throw new IOException("the chat endpoint answered " + response.code());
            }
            JsonNode answer = mapper.readTree(response.body().byteStream());
            return answer.at("/choices/0/message/content").asText();
        }
    }
}
