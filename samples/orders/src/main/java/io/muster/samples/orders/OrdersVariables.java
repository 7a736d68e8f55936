package io.muster.samples.orders;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Handle;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Secret;
import io.muster.validation.environment.DatabaseUrl;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Provider;
import io.muster.validation.environment.RedisUrl;
import io.muster.validation.environment.Rule;
import io.muster.validation.environment.Sources;
import io.muster.validation.environment.Variable;
import io.muster.validation.environment.Variables;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Every variable that the service reads. */
final class OrdersVariables {
    static final Variable<DatabaseUrl> DATABASE_URL = Variable.databaseUrl("DATABASE_URL")
            .description("where the orders are kept")
            .example("postgresql://user:password@host:5432/orders");
    static final Variable<RedisUrl> REDIS_URL = Variable.redisUrl("REDIS_URL")
            .description("where idempotency keys are remembered")
            .example("redis://:password@host:6379/0");
    static final Variable<Secret> OPENAI_API_KEY =
            Variable.apiKey(Provider.OPENAI).description("opens the chat endpoint");
    static final Variable<URI> OPENAI_BASE_URL = Variable.uri("OPENAI_BASE_URL")
            .rule(Rule.schemes("http", "https"))
            .defaultValue(URI.create("https://api.openai.com/v1"))
            .description("an OpenAI-compatible API");
    static final Variable<String> OPENAI_MODEL =
            Variable.text("OPENAI_MODEL").defaultValue("gpt-4o-mini").description("the model that answers chats");
    static final Variable<Secret> SECRET_KEY =
            Variable.secret("SECRET_KEY").minLength(32).description("signs receipts");
    static final Variable<BigDecimal> TAX_RATE = Variable.decimal("TAX_RATE")
            .range(new BigDecimal("0.0"), new BigDecimal("1.0"))
            .example("0.19")
            .description("the tax on each order");
    static final Variable<URI> CHROMA_URL = Variable.uri("CHROMA_URL")
            .rule(Rule.schemes("http", "https"))
            .optional()
            .description("a vector store; the service does without it");
    static final Variable<Stage> ENVIRONMENT = Variable.enumeration("ENVIRONMENT", Stage.class)
            .defaultValue(Stage.DEVELOPMENT)
            .description("the stage that this instance serves");
    static final Variable<Integer> PORT =
            Variable.port("PORT").defaultValue(8080).description("where the API listens");
    static final Variable<Integer> PROBE_PORT =
            Variable.port("PROBE_PORT").defaultValue(8081).description("where the probes listen");

    static final Variables ALL = Variables.of(
            DATABASE_URL,
            REDIS_URL,
            OPENAI_API_KEY,
            OPENAI_BASE_URL,
            OPENAI_MODEL,
            SECRET_KEY,
            TAX_RATE,
            CHROMA_URL,
            ENVIRONMENT,
            PORT,
            PROBE_PORT);

    /** Where they are looked for: a file {@code .env} is for development, and refused in production. */
    private static final Sources SOURCES = Sources.standard().envFile(Path.of(".env"));

    private OrdersVariables() {}

    /** Adds the component that resolves all of them. */
    static Handle<Environment> environment(LifecycleManager app) {
        return app.add(Environment.component(ALL, SOURCES));
    }

    /** A stage of deployment. */
    enum Stage {
        DEVELOPMENT,
        TEST,
        STAGING,
        PRODUCTION
    }

    /** What the graph itself depends on; a wrong value is none here, since the environment's report will name it. */
    static <T> Optional<T> early(Variable<T> variable) {
        try {
            return Environment.resolve(Variables.of(variable), SOURCES).find(variable);
        } catch (FailureException e) {
            return Optional.empty();
        }
    }
}
