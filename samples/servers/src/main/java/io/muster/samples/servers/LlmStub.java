package io.muster.samples.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A local stand-in for an OpenAI-compatible API, since the real one costs money. Thread-safe.
 *
 * <p>It knows one chat model, one embedding model and one key. {@code GET /v1/models}, {@code GET /v1/models/{id}},
 * {@code POST /v1/chat/completions} and {@code POST /v1/embeddings} answer like OpenAI; a missing or wrong key and an
 * unknown model get OpenAI's documented bodies with 401 and 404. It counts what the real one would bill.
 */
public final class LlmStub implements AutoCloseable {
    private static final String MODEL = "gpt-4o-mini";
    private static final String EMBEDDING_MODEL = "text-embedding-3-small";
    private static final int COMPLETION_TOKENS = 16;
    private static final String KEY = "sk-muster-demo-4kQ9vT2xYb7Lm3Zr8Wp5";
    private static final Pattern MODEL_FIELD = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]{0,100})\"");

    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicInteger completions = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong tokens = new AtomicLong();
    private volatile @Nullable CountDownLatch held;

    private LlmStub(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Starts one on a free port of the loopback address. */
    public static LlmStub start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var threads = Executors.newCachedThreadPool(body -> {
                var thread = new Thread(body, "llm-stub");
                thread.setDaemon(true);
                return thread;
            });
            var stub = new LlmStub(server, threads);
            server.setExecutor(threads);
            server.createContext("/", stub::answer);
            server.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base URL, as {@code OPENAI_BASE_URL} has it: with {@code /v1}, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The only key that it takes. */
    public String key() {
        return KEY;
    }

    /** The only chat model that it knows. */
    public String model() {
        return MODEL;
    }

    /** The only embedding model that it knows. */
    public String embeddingModel() {
        return EMBEDDING_MODEL;
    }

    /** How many requests of any kind came in. */
    public int requests() {
        return requests.get();
    }

    /** How many tokens it would have billed so far. */
    public long tokens() {
        return tokens.get();
    }

    /** How many completions were asked for with the right key and model, answered or held. */
    public int completions() {
        return completions.get();
    }

    /** From now on completions wait for {@link #release}: a model that thinks for as long as a test needs. */
    public void hold() {
        held = new CountDownLatch(1);
    }

    /** Answers the held completions, and further ones at once. */
    public void release() {
        CountDownLatch latch = held;
        held = null;
        if (latch != null) {
            latch.countDown();
        }
    }

    /** Stops at once; held completions are never answered. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (!("Bearer " + KEY).equals(authorization)) {
                send(exchange, 401, unauthorized(authorization));
                return;
            }
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /v1/models" ->
                    send(
                            exchange,
                            200,
                            "{\"object\":\"list\",\"data\":[" + model(MODEL) + "," + model(EMBEDDING_MODEL) + "]}");
                case "GET /v1/models/" + MODEL -> send(exchange, 200, model(MODEL));
                case "GET /v1/models/" + EMBEDDING_MODEL -> send(exchange, 200, model(EMBEDDING_MODEL));
                case "POST /v1/chat/completions" -> complete(exchange, body);
                case "POST /v1/embeddings" -> embed(exchange, body);
                default -> notFound(exchange);
            }
        }
    }

    /** Whether the body asks for {@code model}; when it does not, that has been answered. */
    private static boolean asks(HttpExchange exchange, String body, String model) throws IOException {
        Matcher field = MODEL_FIELD.matcher(body);
        String asked = field.find() ? field.group(1) : "";
        if (!asked.equals(model)) {
            send(exchange, 404, modelNotFound(asked));
        }
        return asked.equals(model);
    }

    private void embed(HttpExchange exchange, String body) throws IOException {
        if (asks(exchange, body, EMBEDDING_MODEL)) {
            tokens.incrementAndGet();
            send(exchange, 200, """
                    {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.6,0.8]}],"model":"%s",\
                    "usage":{"prompt_tokens":1,"total_tokens":1}}""".formatted(EMBEDDING_MODEL));
        }
    }

    private void complete(HttpExchange exchange, String body) throws IOException {
        if (!asks(exchange, body, MODEL)) {
            return;
        }
        int number = completions.incrementAndGet();
        tokens.addAndGet(COMPLETION_TOKENS);
        CountDownLatch latch = held;
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        send(exchange, 200, """
                {"id":"chatcmpl-%d","object":"chat.completion","created":1764547200,"model":"%s",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"Two cups of tea, with pleasure."},\
                "finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":7,"total_tokens":%d}}""".formatted(number, MODEL, COMPLETION_TOKENS));
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String prefix = "/v1/models/";
        if (path.startsWith(prefix)) {
            send(exchange, 404, modelNotFound(path.substring(prefix.length())));
        } else {
            send(exchange, 404, error("Invalid URL (" + exchange.getRequestMethod() + " " + path + ")", null));
        }
    }

    private static String model(String id) {
        return "{\"id\":\"" + id + "\",\"object\":\"model\",\"created\":1721172741,\"owned_by\":\"system\"}";
    }

    private static String modelNotFound(String model) {
        return error("The model `" + model + "` does not exist or you do not have access to it.", "model_not_found");
    }

    /** OpenAI's own words; the key comes back with its middle masked, as there. */
    private static String unauthorized(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return error(
                    "You didn't provide an API key. You need to provide your API key in an Authorization header using"
                            + " Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
                    null);
        }
        String key = authorization.substring("Bearer ".length());
        String masked = key.length() < 16
                ? "*".repeat(key.length())
                : key.substring(0, 8) + "****" + key.substring(key.length() - 4);
        return error(
                "Incorrect API key provided: " + masked
                        + ". You can find your API key at https://platform.openai.com/account/api-keys.",
                "invalid_api_key");
    }

    private static String error(String message, @Nullable String code) {
        return "{\"error\":{\"message\":" + quoted(message)
                + ",\"type\":\"invalid_request_error\",\"param\":null,\"code\":" + quoted(code) + "}}";
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
