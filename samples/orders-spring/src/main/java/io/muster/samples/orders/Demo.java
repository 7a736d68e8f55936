package io.muster.samples.orders;

import io.muster.samples.servers.LlmStub;
import io.muster.samples.servers.PostgresServer;
import io.muster.samples.servers.RedisServer;
import java.util.Map;
import java.util.UUID;

/** The servers of the demo; they end with the JVM. */
final class Demo {
    private Demo() {}

    /** Starts them; returns the variables that name them. */
    static Map<String, Object> start() {
        LlmStub llm = LlmStub.start();
        return Map.of(
                "DATABASE_URL", PostgresServer.startEmbedded().url(),
                "REDIS_URL", RedisServer.startEmbedded().url(),
                "OPENAI_API_KEY", llm.key(),
                "OPENAI_BASE_URL", llm.url(),
                "OPENAI_MODEL", llm.model(),
                "SECRET_KEY", UUID.randomUUID() + "-" + UUID.randomUUID(),
                "TAX_RATE", "0.19");
    }
}
