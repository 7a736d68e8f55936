package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.samples.servers.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The environment is judged first and whole, before anything is opened. */
class EnvironmentReportTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PLACEHOLDER = "CHANGE_THIS_SECRET_KEY_789  # MUST BE 32+";

    @Test
    void withNothingSetOneReportNamesEveryMissingVariableAndHowToSetIt() {
        try (var service = OrdersProcess.start(Map.of())) {
            assertThat(service.exitCode(LIMIT)).isEqualTo(78);
            String report = service.output();
            assertThat(report)
                    .contains("DATABASE_URL", "REDIS_URL", "OPENAI_API_KEY", "SECRET_KEY")
                    .contains("fix:");
            assertThat(report.split("START FAILED", -1))
                    .as("one report in%n%s", report)
                    .hasSize(2);
            assertThat(report).doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void namesWhatIsWrongWithoutItsValueAndOpensNoConnection() throws IOException {
        try (var database = listener();
                var redis = listener();
                var service = OrdersProcess.start(Map.of(
                        "DATABASE_URL",
                        "postgresql://shop:Qu1et-Harbour-55@127.0.0.1:" + database.getLocalPort() + "/shop",
                        "REDIS_URL",
                        "redis://:Loud-M0untain-66@127.0.0.1:" + redis.getLocalPort() + "/0",
                        "OPENAI_API_KEY",
                        "sk-muster-kdjf83hf7sh2kd93hs71bq",
                        "OPENAI_BASE_URL",
                        "http://127.0.0.1:" + FreePort.next() + "/v1",
                        "OPENAI_MODEL",
                        "gpt-4o-mini",
                        "ENVIRONMENT",
                        "production",
                        "SECRET_KEY",
                        PLACEHOLDER,
                        "TAX_RATE",
                        "7.125"))) {
            assertThat(service.exitCode(LIMIT)).isEqualTo(78);
            String report = service.output();
            assertThat(report).contains("SECRET_KEY", "TAX_RATE", "2 errors");
            assertThat(report)
                    .doesNotContain(
                            "CHANGE_THIS", "7.125", "Qu1et-Harbour-55", "Loud-M0untain-66", "kdjf83hf7sh2kd93hs71bq");
            assertThat(accepts(database)).as("a connection to the database").isFalse();
            assertThat(accepts(redis)).as("a connection to Redis").isFalse();
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    /** Whether somebody has connected; the process has ended, so nobody will any more. */
    private static boolean accepts(ServerSocket listener) throws IOException {
        listener.setSoTimeout(1);
        try (var connection = listener.accept()) {
            return connection.isConnected();
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
