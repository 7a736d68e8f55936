package io.muster.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** As a user of the starter tests readiness. */
@SpringBootTest
@MusterTest
class MusterTestTest {
    @Autowired
    private ProbeTester probes;

    @Autowired
    private ObjectProvider<ProbeServer> server;

    @Test
    void isNotReadyWithoutItsDatabase() {
        assertThat(probes.get("/readyz").status()).isEqualTo(200);

        var snapshot = probes.report("database", HealthResult.down(Failure.UNAVAILABLE, "gone"));

        assertThat(snapshot.rootCause().roots()).containsExactly("database");
        assertThat(probes.get("/readyz").status()).isEqualTo(503);
        assertThat(probes.get("/readyz?exclude=database").status()).isEqualTo(200);
        assertThat(probes.get("/health/diagnostics").body()).contains("gone");

        probes.report("database", HealthResult.up());
        assertThat(probes.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void takesNoPort() {
        assertThat(server.getIfAvailable()).isNull();
    }

    @Test
    void knowsWhatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probes.report("databse", HealthResult.up()))
                .withMessageContaining("databse");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        HealthCheck database() {
            return context -> HealthResult.up();
        }
    }
}
