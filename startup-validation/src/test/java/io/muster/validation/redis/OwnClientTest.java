package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.RetryPolicy;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.StartupFailedException;
import io.muster.samples.servers.FreePort;
import io.muster.samples.servers.RedisServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A component that asks with a client of its own. */
@Timeout(120)
class OwnClientTest {

    @Test
    void startsAndLeavesNothingBehind() {
        try (var server = RedisServer.start()) {
            var app = LifecycleManager.named("own");
            app.add(RedisCheck.component("redis", () -> Secret.of(server.url()))
                    .check(check -> check.keyPrefix("own:")));

            app.start();
            assertThat(nettyThreads()).isPositive();
            app.stop("done");

            Awaitility.await().untilAsserted(() -> assertThat(nettyThreads()).isZero());
        }
    }

    @Test
    void isRetriedWhenThatMayHelpAndOnlyThen() {
        try (var server = RedisServer.start()) {
            var refused = report("redis://:Planted-Wrong-1@127.0.0.1:" + server.port());
            assertThat(refused.report().exitCode()).isEqualTo(78);
            assertThat(refused.report().components().get(0).attempts()).isEqualTo(1);
            assertThat(refused.report().toString()).doesNotContain("Planted");
        }
        var nobody = report("redis://127.0.0.1:" + FreePort.next());
        assertThat(nobody.report().exitCode()).isEqualTo(69);
        assertThat(nobody.report().components().get(0).attempts()).isGreaterThan(1);
    }

    private static StartupFailedException report(String url) {
        var app = LifecycleManager.named("own");
        app.add(RedisCheck.component("redis", () -> Secret.of(url))
                .retry(RetryPolicy.within(Duration.ofSeconds(2)).delays(Duration.ofMillis(10), Duration.ofMillis(20))));
        return catchThrowableOfType(StartupFailedException.class, app::start);
    }

    private static long nettyThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lettuce-"))
                .count();
    }
}
