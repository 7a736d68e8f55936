package io.muster.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Generated;
import io.muster.validation.environment.Source;
import io.muster.validation.environment.Sources;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed {@code .env.example} says what the declaration says; {@code -Dgolden.update=true} writes it anew. */
class EnvExampleTest {
    private static final Path EXAMPLE = Path.of(".env.example");

    @Test
    void hasNotDrifted() throws IOException {
        var generated = Generated.envExample(OrdersVariables.ALL);
        if (Boolean.getBoolean("golden.update")) {
            generated.write(EXAMPLE);
        }

        assertThat(generated.drift(EXAMPLE)).isEmpty();
    }

    @Test
    void copiedUnchangedItLacksEverySecretAndNothingElse() {
        var failure = catchThrowableOfType(
                FailureException.class,
                () -> Environment.resolve(OrdersVariables.ALL, Sources.of(Source.envFile(EXAMPLE))));

        assertThat(failure.findings())
                .extracting(Finding::subject)
                .containsExactly("DATABASE_URL", "REDIS_URL", "OPENAI_API_KEY", "SECRET_KEY");
    }
}
