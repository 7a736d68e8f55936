package io.muster.health.http;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Setting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Diagnostics show what components said that the service is configured with, and what the service adds. */
class StartupSettingsTest {
    @Test
    void settingsOfTheStartupReportNeedNoCode() throws Exception {
        var app = LifecycleManager.named("orders");
        var server = app.attach(ProbeServer.on(0)
                .bind("127.0.0.1")
                .settings(() -> List.of(new Setting("FLAG", "database", "on", false))));
        app.add(component("environment", context -> {
            context.settings(List.of(
                    new Setting("WORKERS", "environment", "8", false), new Setting("API_KEY", "file", "", true)));
            return "value";
        }));
        app.start();
        try {
            var uri = URI.create("http://127.0.0.1:" + server.port() + "/health/diagnostics");
            String body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();

            assertThat(body)
                    .contains("\"settings\":[{\"name\":\"WORKERS\",\"source\":\"environment\",\"value\":\"8\"},"
                            + "{\"name\":\"API_KEY\",\"source\":\"file\",\"value\":\"***\"},"
                            + "{\"name\":\"FLAG\",\"source\":\"database\",\"value\":\"on\"}]");
        } finally {
            app.stop("seen");
        }
    }
}
