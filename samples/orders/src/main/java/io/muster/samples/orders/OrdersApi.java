package io.muster.samples.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.lifecycle.Gate;
import io.muster.validation.environment.Environment;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Serves the service's HTTP API with threads of its own.
 *
 * <p>{@link #drain} keeps serving but asks clients to leave; {@link #close} lets requests in flight finish.
 */
final class OrdersApi {
    private static final int THREADS = 32;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, body -> {
        var thread = new Thread(body, "orders-http");
        thread.setDaemon(true);
        return thread;
    });
    private final Routes routes;
    private final Gate gate;
    private volatile boolean draining;

    private OrdersApi(HttpServer server, Routes routes, Gate gate) {
        this.server = server;
        this.routes = routes;
        this.gate = gate;
    }

    /** Listens on every address; work in flight is counted at {@code gate}. */
    static OrdersApi start(Environment env, OrderService orders, Gate gate) throws IOException {
        var address = new InetSocketAddress(env.get(OrdersVariables.PORT));
        var routes = new Routes(orders, new ChatClient(env));
        var api = new OrdersApi(HttpServer.create(address, 0), routes, gate);
        api.server.setExecutor(api.threads);
        api.server.createContext("/", api::handle);
        api.server.start();
        return api;
    }

    /** From now on each answer closes its connection, so that keep-alive clients go elsewhere. */
    void drain() {
        draining = true;
    }

    /** Takes no more requests, waits for those in flight, then closes every connection. */
    void close() throws InterruptedException {
        threads.shutdown();
        try {
            // no limit of our own: how long a stop may take is the lifecycle's to say
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } finally {
            server.stop(0);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (draining) {
                exchange.getResponseHeaders().set("Connection", "close");
            }
            Answer answer = answer(exchange);
            answer.send(exchange);
        }
    }

    @SuppressWarnings("try") // work is only held
    private Answer answer(HttpExchange exchange) throws IOException {
        try (var work = gate.enter()) {
            return routes.answer(new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst(Call.IDEMPOTENCY_KEY),
                    exchange.getRequestBody()));
        } catch (RejectedExecutionException e) {
            return Answer.error(503, "the service is stopping").with("Connection", "close");
        }
    }
}
