package io.muster.samples.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisException;
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

    /** Answers whatever comes, also when it or the service is at fault. */
    Answer answer(Call call) throws IOException {
        try {
            return route(call);
        } catch (Refusal e) {
            return e.answer();
        } catch (SQLException | RedisException e) {
            log.warn("no order without PostgreSQL and Redis: {}", e.toString());
            return Answer.error(503, "try again soon").with("Retry-After", "1");
        } catch (RuntimeException e) {
            log.error("{} {} failed", call.method(), call.path(), e);
            return Answer.error(500, "this is our fault");
        }
    }

    private Answer route(Call call) throws Refusal, SQLException, IOException {
        String path = call.path();
        if (path.equals("/orders")) {
            requireMethod(call, "POST");
            return place(call);
        }
        if (path.startsWith("/orders/")) {
            requireMethod(call, "GET");
            return show(path.substring("/orders/".length()));
        }
        if (path.equals("/chat")) {
            requireMethod(call, "POST");
            return chat(read(call, ChatRequest.class).checked());
        }
        throw new Refusal(404, "nothing here; try POST /orders, GET /orders/{id} or POST /chat");
    }

    private static void requireMethod(Call call, String method) throws Refusal {
        if (!call.method().equals(method)) {
            throw new Refusal(Answer.error(405, "only " + method).with("Allow", method));
        }
    }

    /** 201 for an order that this request wrote, 200 for the one that its key had brought before. */
    private Answer place(Call call) throws Refusal, SQLException, IOException {
        Optional<String> key = key(call);
        OrderRequest request = read(call, OrderRequest.class);
        String item = request.checkedItem();
        OrderService.Placed placed = orders.place(key, item, request.checkedQuantity());
        Order order = placed.order().orElseThrow(() -> new Refusal(400, "'item' is not in the catalog: " + item));
        if (!order.item().equals(item) || order.quantity() != request.quantity()) {
            throw new Refusal(422, "this Idempotency-Key has brought another order; use a new one");
        }
        return Answer.of(placed.created() ? 201 : 200, order).with("Location", "/orders/" + order.id());
    }

    private static Optional<String> key(Call call) throws Refusal {
        String key = call.idempotencyKey();
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

    private static <T> T read(Call call, Class<T> type) throws Refusal, IOException {
        byte[] body = call.body().readNBytes(MAX_BODY + 1);
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
