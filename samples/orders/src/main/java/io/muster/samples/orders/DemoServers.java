package io.muster.samples.orders;

import static io.muster.lifecycle.Component.component;

import io.muster.lifecycle.Handle;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import io.muster.samples.servers.LlmStub;
import io.muster.samples.servers.PostgresServer;
import io.muster.samples.servers.RedisServer;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Source;
import io.muster.validation.environment.Sourced;
import java.util.Optional;
import java.util.UUID;

/**
 * The servers of the demo, themselves components of the graph, as a source of the variables that name them.
 *
 * <p>They start in the first phase, before the environment that they complete, and stop last.
 */
final class DemoServers implements Source {
    private final Handle<PostgresServer> postgres;
    private final Handle<RedisServer> redis;
    private final Handle<LlmStub> llm;
    private final String secretKey = UUID.randomUUID() + "-" + UUID.randomUUID();

    private DemoServers(LifecycleManager app) {
        postgres = app.add(
                component("demo-postgres", () -> PostgresServer.startEmbedded()).phase(Phase.VALIDATE));
        redis = app.add(component("demo-redis", RedisServer::startEmbedded).phase(Phase.VALIDATE));
        llm = app.add(component("demo-llm", LlmStub::start).phase(Phase.VALIDATE));
    }

    /** Adds the servers and an environment that they complete; what the process environment says counts first. */
    static Handle<Environment> environment(LifecycleManager app) {
        var servers = new DemoServers(app);
        return app.add(Environment.component(OrdersVariables.ALL, Source.environment(), servers)
                .dependsOn(servers.postgres, servers.redis, servers.llm));
    }

    @Override
    public String name() {
        return "demo servers";
    }

    @Override
    public Optional<Sourced> find(String variable) {
        return switch (variable) {
            case "DATABASE_URL" -> found(postgres.get().url());
            case "REDIS_URL" -> found(redis.get().url());
            case "OPENAI_API_KEY" -> found(llm.get().key());
            case "OPENAI_BASE_URL" -> found(llm.get().url());
            case "OPENAI_MODEL" -> found(llm.get().model());
            case "SECRET_KEY" -> found(secretKey);
            case "TAX_RATE" -> found("0.19");
            default -> Optional.empty();
        };
    }

    private Optional<Sourced> found(String value) {
        return Optional.of(new Sourced(value, name()));
    }
}
