package io.muster.validation.redis;

import io.muster.samples.servers.RedisServer;
import java.nio.file.Path;

/** With the release that Debian has, 7.0. */
class RedisSevenFieldTest extends RedisContract {

    @Override
    RedisServer start(String... settings) {
        return RedisServer.startInstalled(Path.of("/usr/bin/redis-server"), settings);
    }
}
