package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the service is there for: orders and chats. */
class OrdersApiTest {
    private static final String TEA = "{\"item\": \"tea\", \"quantity\": 2}";

    private static OrdersProcess service;

    @BeforeAll
    static void start() {
        service = OrdersProcess.start(Backends.environment()).awaitReady();
    }

    @AfterAll
    static void stop() {
        try (OrdersProcess stopping = service) {
            assertThat(stopping.terminate().exitCode(Duration.ofSeconds(20))).isEqualTo(OrdersProcess.TERMINATED);
        }
    }

    @Test
    void anOrderCostsItsItemsWithTaxAndCanBeReadAgain() throws IOException {
        var placed = service.post("/orders", TEA);
        assertThat(placed.statusCode()).isEqualTo(201);
        assertThat(placed.body()).contains("\"item\":\"tea\"", "\"quantity\":2", "\"price\":8.40", "\"receipt\":\"");
        var shown = service.get(placed.headers().firstValue("Location").orElseThrow());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).isEqualTo(placed.body());
    }

    @Test
    void aKeyBringsOneOrderHoweverOftenItComes() throws IOException {
        String key = UUID.randomUUID().toString();
        var first = service.post("/orders", TEA, "Idempotency-Key", key);
        var second = service.post("/orders", TEA, "Idempotency-Key", key);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void aKeyCannotBringAnotherOrder() throws IOException {
        String key = UUID.randomUUID().toString();
        service.post("/orders", TEA, "Idempotency-Key", key);
        var other = service.post("/orders", "{\"item\": \"cake\", \"quantity\": 2}", "Idempotency-Key", key);
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void theModelAnswersChats() throws IOException {
        var answer = service.post("/chat", "{\"message\": \"Which tea?\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"answer\":\"").contains("tea");
    }

    @Test
    void whatIsWrongWithARequestIsSaid() throws IOException {
        assertThat(refused(400, service.post("/orders", "{\"item\":"))).contains("JSON");
        assertThat(refused(400, service.post("/orders", "{\"item\":\"tea\",\"quantity\":0}")))
                .contains("'quantity'");
        assertThat(refused(400, service.post("/orders", "{\"quantity\":1}"))).contains("'item' is missing");
        assertThat(refused(400, service.post("/orders", "{\"item\":\"gold\",\"quantity\":1}")))
                .contains("catalog");
        assertThat(refused(400, service.post("/chat", "{}"))).contains("'message'");
        assertThat(refused(413, service.post("/chat", "x".repeat(70_000)))).contains("65536");
        assertThat(refused(404, service.get("/orders/" + UUID.randomUUID()))).contains("no such order");
        assertThat(refused(404, service.get("/orders/nonsense"))).contains("no such order");
        assertThat(refused(405, service.get("/chat"))).contains("POST");
        assertThat(refused(404, service.get("/"))).contains("POST /orders");
    }

    private static String refused(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(status);
        return response.body();
    }
}
