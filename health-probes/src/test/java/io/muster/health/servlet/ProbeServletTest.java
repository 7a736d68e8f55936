package io.muster.health.servlet;

import static io.muster.health.Snapshots.down;
import static io.muster.health.Snapshots.up;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.health.Snapshot;
import io.muster.health.Snapshots;
import io.muster.health.conformance.ProbeConformance;
import io.muster.health.http.ProbeHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeServletTest {
    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Snapshot snapshot = Snapshots.running(up("my check", "host", "db.internal"));

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        for (String path : new String[] {"", "/shop"}) {
            var context = tomcat.addContext(path, folder.toString());
            var handler = ProbeHandler.of(() -> snapshot);
            Tomcat.addServlet(context, "probes", new ProbeServlet(handler)).setAsyncSupported(true);
            context.addServletMappingDecoded("/*", "probes");
        }
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void everyPlatformTakesItAsItIs() {
        var address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
        var suite = ProbeConformance.at(address).timeout(Duration.ofSeconds(20));
        assertThat(suite.passing("/readyz")).isEmpty();
        snapshot = Snapshots.running(down("database"));
        assertThat(suite.failing("/readyz")).isEmpty();
    }

    @Test
    void pathsAreBelowTheContextAndQueriesAreRead() throws Exception {
        assertThat(get("/readyz/my%20check").body()).isEqualTo("ok");
        assertThat(get("/shop/readyz?verbose").body()).isEqualTo("[+]my check ok\nreadyz check passed\n");
        assertThat(get("/shop/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void detailsAreForThisMachine() throws Exception {
        assertThat(get("/health/readiness").body()).contains("db.internal");
        var forwarded = HttpRequest.newBuilder(uri("/health/readiness"))
                .header("x-forwarded-for", "127.0.0.1")
                .build();
        assertThat(client.send(forwarded, HttpResponse.BodyHandlers.ofString()).body())
                .doesNotContain("db.internal");
    }

    @Test
    void otherMethodsAreRefusedAndHeadHasNoBody() throws Exception {
        var post = HttpRequest.newBuilder(uri("/livez"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
        var head = HttpRequest.newBuilder(uri("/livez"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = client.send(head, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("2");
        assertThat(answer.body()).isEmpty();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }
}
