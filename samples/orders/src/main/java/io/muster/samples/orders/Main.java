package io.muster.samples.orders;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Phase.INITIALIZE;
import static io.muster.lifecycle.Phase.SERVE;
import static io.muster.samples.orders.OrdersVariables.CHROMA_URL;
import static io.muster.samples.orders.OrdersVariables.DATABASE_URL;
import static io.muster.samples.orders.OrdersVariables.OPENAI_API_KEY;
import static io.muster.samples.orders.OrdersVariables.OPENAI_BASE_URL;
import static io.muster.samples.orders.OrdersVariables.OPENAI_MODEL;
import static io.muster.samples.orders.OrdersVariables.PROBE_PORT;
import static io.muster.samples.orders.OrdersVariables.REDIS_URL;

import io.lettuce.core.RedisClient;
import io.muster.health.dialect.HaproxyText;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Handle;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LiveConsole;
import io.muster.validation.Doctor;
import io.muster.validation.database.DatabaseCheck;
import io.muster.validation.environment.Environment;
import io.muster.validation.llm.LlmCheck;
import io.muster.validation.redis.RedisCheck;
import io.muster.validation.service.ChromaCheck;
import java.time.Duration;

/** Runs the order service: {@code java -jar orders.jar [--demo | --check ... | --help]}. */
public final class Main {
    private static final CheckPolicy OFTEN =
            CheckPolicy.every(Duration.ofSeconds(2)).timeout(Duration.ofSeconds(1));
    private static final CheckPolicy SELDOM = CheckPolicy.every(Duration.ofMinutes(1));

    private Main() {}

    /** Runs until SIGTERM and exits with the code of what happened. */
    public static void main(String[] args) {
        if (Doctor.asked(args)) {
            examine(args);
        }
        Options options = Options.parse(args);
        LiveConsole console = LiveConsole.onTerminal();
        if (console.active()) {
            // before the first logger: the log would say again what the console shows
            System.setProperty("orders.start.log", "ERROR");
        }
        var app = LifecycleManager.named("orders");
        app.attach(console);
        app.attach(new Welcome(console));
        compose(app, options.demo() ? DemoServers.environment(app) : OrdersVariables.environment(app));
        app.runAndExit();
    }

    /** Finds out what a start would find; the report on standard output says all of it. */
    private static void examine(String... args) {
        System.setProperty("orders.start.log", "OFF");
        var app = LifecycleManager.named("orders");
        compose(app, OrdersVariables.environment(app));
        Doctor.of(app).runAndExit(args);
    }

    /** The service as a graph of components. */
    static void compose(LifecycleManager app, Handle<Environment> env) {
        var database = app.add(component(
                        "database", context -> Connections.database(env.get().get(DATABASE_URL), context))
                .check(
                        pool -> DatabaseCheck.of(pool)
                                .tables("orders", "catalog")
                                .rows("catalog", 1),
                        OFTEN));
        var redis = app.add(component("redis", () -> Connections.redis(env.get().get(REDIS_URL)))
                .check(RedisCheck::of, OFTEN)
                .stop(RedisClient::shutdown));
        app.add(check(
                        "openai",
                        LlmCheck.openAi(() -> env.get().get(OPENAI_API_KEY))
                                .baseUrl(() -> env.get().get(OPENAI_BASE_URL))
                                .model(() -> env.get().get(OPENAI_MODEL)))
                .policy(SELDOM));
        if (OrdersVariables.early(CHROMA_URL).isPresent()) {
            app.add(check("chroma", ChromaCheck.at(() -> env.get().get(CHROMA_URL)))
                    .optional());
        }
        var orders = app.add(component("orders", () -> new OrderService(database.get(), redis.get(), env.get()))
                .phase(INITIALIZE)
                .dependsOn(database, redis));
        app.add(component("http", () -> OrdersApi.start(env.get(), orders.get(), app.gate()))
                .phase(SERVE)
                .dependsOn(orders)
                .drain(OrdersApi::drain)
                .stop(OrdersApi::close));
        app.attach(
                ProbeServer.on(OrdersVariables.early(PROBE_PORT).orElse(8081)).mount("/haproxy", new HaproxyText()));
    }
}
