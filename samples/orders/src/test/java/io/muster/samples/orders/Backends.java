package io.muster.samples.orders;

import io.muster.samples.servers.LlmStub;
import io.muster.samples.servers.PostgresServer;
import io.muster.samples.servers.RedisServer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The servers that the service needs, started once for all tests of this JVM, and the environment that names them. */
final class Backends {
    static final PostgresServer POSTGRES = PostgresServer.start();
    static final RedisServer REDIS = RedisServer.start();
    static final LlmStub LLM = LlmStub.start();
    static final String SECRET_KEY = "9f2c7ab1e05d4836b7c1f0a92e64d85317ca";

    private Backends() {}

    /** An environment in which everything is right. */
    static Map<String, String> environment() {
        var all = new LinkedHashMap<String, String>();
        all.put("DATABASE_URL", POSTGRES.url());
        all.put("REDIS_URL", REDIS.url());
        all.put("OPENAI_API_KEY", LLM.key());
        all.put("OPENAI_BASE_URL", LLM.url());
        all.put("OPENAI_MODEL", LLM.model());
        all.put("SECRET_KEY", SECRET_KEY);
        all.put("TAX_RATE", "0.2");
        all.put("ENVIRONMENT", "test");
        return all;
    }

    /** The same with one variable changed. */
    static Map<String, String> environmentWith(String name, String value) {
        return with(environment(), name, value);
    }

    static Map<String, String> with(Map<String, String> environment, String name, String value) {
        var changed = new LinkedHashMap<>(environment);
        changed.put(name, value);
        return Collections.unmodifiableMap(changed);
    }
}
