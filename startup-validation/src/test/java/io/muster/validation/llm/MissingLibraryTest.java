package io.muster.validation.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthCheck;
import io.muster.validation.Asked;
import io.muster.validation.WithoutLibrary;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MissingLibraryTest {

    @Test
    void namesTheArtifactToAdd() throws Exception {
        Class<?> type = new WithoutLibrary("okhttp3.").loadClass(LlmCheck.class.getName());
        Supplier<?> key = () -> ProviderServer.KEY;
        var check = (HealthCheck) type.getMethod("openAi", Supplier.class).invoke(null, key);

        var failed =
                catchThrowableOfType(FailureException.class, () -> check.check(Asked.starting(Duration.ofSeconds(5))));

        assertThat(failed.failure()).isEqualTo(Failure.CONFIGURATION);
        assertThat(failed.findings().get(0).code()).isEqualTo("LLM-101");
        assertThat(failed.findings().get(0).fix()).isEqualTo("add the dependency com.squareup.okhttp3:okhttp-jvm");
    }
}
