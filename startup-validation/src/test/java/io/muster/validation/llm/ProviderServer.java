package io.muster.validation.llm;

import io.muster.lifecycle.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A provider that answers by path: the longest path that the request's begins with. */
final class ProviderServer implements AutoCloseable {
    static final Secret KEY = Secret.of("sk-Planted4kQ9vT2xYb7Lm3Zr8Wp5");

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new LinkedHashMap<>();

    ProviderServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.entrySet().stream()
                        .filter(each -> request.getTarget().startsWith(each.getKey()))
                        .max((a, b) -> a.getKey().length() - b.getKey().length())
                        .map(Map.Entry::getValue)
                        .orElse(new MockResponse.Builder()
                                .code(404)
                                .body("<html>")
                                .build());
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProviderServer answer(String path, int status, String body) {
        return answer(path, new MockResponse.Builder().code(status).body(body).build());
    }

    ProviderServer answer(String path, MockResponse response) {
        answers.put(path, response);
        return this;
    }

    MockWebServer server() {
        return server;
    }

    URI url() {
        return server.url("/").uri();
    }

    LlmCheck check(LlmProvider provider) {
        return LlmCheck.of(provider, () -> KEY).baseUrl(url());
    }

    /** Method and target of every request so far. */
    List<String> requests() {
        var requests = new ArrayList<String>();
        for (RecordedRequest request = take(); request != null; request = take()) {
            requests.add(request.getMethod() + " " + request.getTarget());
        }
        return requests;
    }

    RecordedRequest take() {
        try {
            return server.takeRequest(0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
