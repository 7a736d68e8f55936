package io.muster.validation.redis;

import io.muster.samples.servers.RedisServer;

/** With the embedded release, 6.2. */
class RedisSixTest extends RedisContract {

    @Override
    RedisServer start(String... settings) {
        return RedisServer.startConfigured(settings);
    }
}
