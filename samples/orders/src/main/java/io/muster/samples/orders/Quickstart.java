package io.muster.samples.orders;

import static io.muster.lifecycle.Component.check;
import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Phase.SERVE;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisClient;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Secret;
import io.muster.validation.database.DatabaseCheck;
import io.muster.validation.environment.DatabaseUrl;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Provider;
import io.muster.validation.environment.RedisUrl;
import io.muster.validation.environment.Variable;
import io.muster.validation.environment.Variables;
import io.muster.validation.llm.LlmCheck;
import io.muster.validation.redis.LettuceUri;
import io.muster.validation.redis.RedisCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The whole idea in twenty lines, as the README quotes it. */
public final class Quickstart {
    private Quickstart() {}

    // <readme>
    static final Variable<DatabaseUrl> DATABASE_URL = Variable.databaseUrl("DATABASE_URL");
    static final Variable<RedisUrl> REDIS_URL = Variable.redisUrl("REDIS_URL");
    static final Variable<Secret> OPENAI_API_KEY = Variable.apiKey(Provider.OPENAI);

    /** Start in order or not at all; answer probes; on SIGTERM drain and stop in reverse. */
    public static void main(String[] args) {
        var app = LifecycleManager.named("orders");
        var env = app.add(Environment.component(Variables.of(DATABASE_URL, REDIS_URL, OPENAI_API_KEY)));
        var database = app.add(component("database", () -> pool(env.get().get(DATABASE_URL)))
                .check(pool -> DatabaseCheck.of(pool).tables("orders")));
        var redis = app.add(component("redis", () -> client(env.get().get(REDIS_URL)))
                .check(RedisCheck::of)
                .stop(RedisClient::shutdown));
        app.add(check(
                "openai", LlmCheck.openAi(() -> env.get().get(OPENAI_API_KEY)).model("gpt-4o")));
        app.add(component("http", () -> serve(8080, database.get(), redis.get()))
                .phase(SERVE)
                .dependsOn(database, redis)
                .stop(server -> server.stop(5)));
        app.attach(ProbeServer.on(8081));
        app.runAndExit();
    }
    // </readme>

    private static HikariDataSource pool(DatabaseUrl url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url.jdbcUrl());
        url.user().ifPresent(pool::setUsername);
        url.password().ifPresent(password -> pool.setPassword(password.reveal()));
        return pool;
    }

    private static RedisClient client(RedisUrl url) {
        return RedisClient.create(LettuceUri.of(url));
    }

    private static HttpServer serve(int port, DataSource database, RedisClient redis) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", exchange -> {
            try (exchange;
                    var connection = database.getConnection();
                    var cache = redis.connect()) {
                exchange.sendResponseHeaders(connection.isValid(1) && cache.isOpen() ? 204 : 503, -1);
            } catch (SQLException e) {
                throw new IOException("the database is gone", e);
            }
        });
        server.start();
        return server;
    }
}
