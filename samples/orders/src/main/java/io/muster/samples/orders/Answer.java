package io.muster.samples.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A response in JSON. Immutable.
 *
 * @param status the HTTP status
 * @param body what Jackson writes
 * @param headers besides the content type
 */
record Answer(int status, Object body, Map<String, String> headers) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Answer of(int status, Object body) {
        return new Answer(status, body, Map.of());
    }

    static Answer error(int status, String message) {
        return of(status, Map.of("error", message));
    }

    Answer with(String name, String value) {
        var all = new HashMap<>(headers);
        all.put(name, value);
        return new Answer(status, body, all);
    }

    byte[] bytes() throws IOException {
        return MAPPER.writeValueAsBytes(body);
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = bytes();
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
