package io.muster.samples.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the API answers to which request. Thread-safe. */
final class Routes {
    private static final Logger log = LoggerFactory.getLogger(Routes.class);
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_QUANTITY = 1000;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OrderService orders;
    private final ChatClient chat;

    Routes(OrderService orders, ChatClient chat) {
        this.orders = orders;
        this.chat = chat;
    }

    Answer answer(HttpExchange exchange) throws Refusal, SQLException, IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/orders")) {
            requireMethod(exchange, "POST");
            return place(exchange);
        }
        if (path.startsWith("/orders/")) {
            requireMethod(exchange, "GET");
            return show(path.substring("/orders/".length()));
        }
        if (path.equals("/chat")) {
            requireMethod(exchange, "POST");
            return chat(read(exchange, ChatRequest.class).checked());
        }
        throw new Refusal(404, "nothing here; try POST /orders, GET /orders/{id} or POST /chat");
    }

    private static void requireMethod(HttpExchange exchange, String method) throws Refusal {
        if (!exchange.getRequestMethod().equals(method)) {
            throw new Refusal(Answer.error(405, "only " + method).with("Allow", method));
        }
    }

    /** 201 for an order that this request wrote, 200 for the one that its key had brought before. */
    private Answer place(HttpExchange exchange) throws Refusal, SQLException, IOException {
        Optional<String> key = key(exchange);
        OrderRequest request = read(exchange, OrderRequest.class);
        String item = request.checkedItem();
        OrderService.Placed placed = orders.place(key, item, request.checkedQuantity());
        Order order = placed.order().orElseThrow(() -> new Refusal(400, "'item' is not in the catalog: " + item));
        if (!order.item().equals(item) || order.quantity() != request.quantity()) {
            throw new Refusal(422, "this Idempotency-Key has brought another order; use a new one");
        }
        return Answer.of(placed.created() ? 201 : 200, order).with("Location", "/orders/" + order.id());
    }

    private static Optional<String> key(HttpExchange exchange) throws Refusal {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null && !KEY.matcher(key).matches()) {
            throw new Refusal(400, "'Idempotency-Key' must be 1 to 255 visible characters");
        }
        return Optional.ofNullable(key);
    }

    private Answer show(String id) throws Refusal, SQLException {
        try {
            return Answer.of(
                    200, orders.find(UUID.fromString(id)).orElseThrow(() -> new Refusal(404, "no such order")));
        } catch (IllegalArgumentException e) {
            throw new Refusal(404, "no such order");
        }
    }

    private Answer chat(String message) throws Refusal {
        try {
            return Answer.of(200, Map.of("answer", chat.ask(message)));
        } catch (IOException e) {
            log.warn("no chat: {}", e.toString());
            throw new Refusal(502, "the model does not answer");
        }
    }

    private static <T> T read(HttpExchange exchange, Class<T> type) throws Refusal, IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new Refusal(413, "the body is longer than " + MAX_BODY + " bytes");
        }
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw new Refusal(400, "the body is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "the body is not the JSON that we expect");
        }
    }

    /** {@code {"item": "tea", "quantity": 2}}. */
    record OrderRequest(@Nullable String item, int quantity) {
        private String checkedItem() throws Refusal {
            if (item == null || item.isBlank()) {
                throw new Refusal(400, "'item' is missing");
            }
            return item;
        }

        private int checkedQuantity() throws Refusal {
            if (quantity < 1 || quantity > MAX_QUANTITY) {
                throw new Refusal(400, "'quantity' must be 1 to " + MAX_QUANTITY + ": " + quantity);
            }
            return quantity;
        }
    }

    /** {@code {"message": "Which tea?"}}. */
    record ChatRequest(@Nullable String message) {
        private String checked() throws Refusal {
            if (message == null || message.isBlank()) {
                throw new Refusal(400, "'message' is missing");
            }
            return message;
        }
    }
}
