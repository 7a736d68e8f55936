package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.LifecycleListener;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.LifecycleState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A whole application with a web server. */
@ExtendWith(OutputCaptureExtension.class)
class WebApplicationTest {
    private final Journal journal = new Journal();

    @Test
    void servesThroughTheDrainDelayAndKeepsComponentsForRequestsInFlight() throws Exception {
        var context = run(journal, 0, "muster.drain-delay=2s");
        var shop = context.getBean(Shop.class);
        int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        int probes = context.getBean(ProbeServer.class).port();
        assertThat(Http.status(probes, "/readyz")).isEqualTo(200);

        var slow = CompletableFuture.supplyAsync(() -> get(port, "/slow"));
        shop.entered.await();
        var whileDraining = new CompletableFuture<Integer>();
        var readyWhileDraining = new CompletableFuture<Integer>();
        context.getBean(LifecycleManager.class).listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                if (to == LifecycleState.DRAINING) {
                    readyWhileDraining.complete(get(probes, "/readyz"));
                    whileDraining.complete(get(port, "/fast"));
                }
            }
        });
        var closing = CompletableFuture.runAsync(context::close);

        assertThat(readyWhileDraining.join()).isEqualTo(503);
        assertThat(whileDraining.join()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> get(port, "/fast") != 200);
        assertThat(journal.entries()).doesNotContain("database stopped");

        shop.release.countDown();
        assertThat(slow.join()).isEqualTo(200);
        closing.join();
        assertThat(journal.entries()).containsExactly("database started", "slow request served", "database stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.port", "management.server.port"})
    void refusesToShareAPort(String other, CapturedOutput output) throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> new SpringApplicationBuilder(Shop.class)
                        .properties("server.port=0")
                        .run("--muster.probes.port=" + port, "--" + other + "=" + port))
                .isInstanceOf(ServiceStartException.class);
        assertThat(output)
                .contains("muster.probes.port: is " + port + ", which is " + other + " too")
                .contains("muster.probes.port=-1");
    }

    @Test
    void stopsTheComponentsWhenTheWebServerDoesNotStart() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> run(journal, taken.getLocalPort(), "server.address=127.0.0.1"))
                    .hasStackTraceContaining("Port " + taken.getLocalPort());
        }
        assertThat(journal.entries()).containsExactly("database started", "database stopped");
    }

    private static ConfigurableApplicationContext run(Journal journal, int port, String property) {
        return new SpringApplicationBuilder(Shop.class)
                .properties("spring.application.name=shop", "server.port=" + port, "muster.probes.port=0", property)
                .initializers(
                        context -> ((GenericApplicationContext) context).registerBean(Journal.class, () -> journal))
                .run();
    }

    /** The status, or 0 if nothing answers. */
    private static int get(int port, String path) {
        try {
            return Http.status(port, path);
        } catch (Exception e) {
            return 0;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final Journal journal;

        Shop(Journal journal) {
            this.journal = journal;
        }

        @Bean
        Component<String> database() {
            return journal.component("database");
        }

        @GetMapping("/fast")
        String fast() {
            return "ok";
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            entered.countDown();
            release.await();
            journal.write("slow request served");
            return "ok";
        }
    }
}
