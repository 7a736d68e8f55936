package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHANGE_THIS_SECRET_KEY_789  # MUST BE 32+",
                "CHANGE_THIS_PASSWORD_123",
                "CHANGE_THIS_REDIS_PASSWORD_456",
                "your_long_random_secret_key_here",
                "sk-your-actual-key-here",
                "sk-proj-your-key-here",
                "your_username",
                "your_password",
                "re_xxxxxxxxxxxx",
                "StrongPass123!",
                "changeme",
                "CHANGE_ME",
                "ChangeMe123",
                "postgres",
                "admin",
                "my-secret-key",
                "sk-dummy",
                "sk-",
                "replace_with_real_key",
                "put-your-token-here",
                "django-insecure-3kq9vt2xyb7lm3",
                "aaaaaaaaaaaaaaaa",
                "0000000000000000",
                "example-api-key",
                "sk-...",
                "********",
                "12345678901234567890123456789012",
                "secret-key",
                "AKIAIOSFODNN7EXAMPLE",
                "changeme_in_production",
                "change-in-production",
                "insert-token",
                "paste_it_here",
                "qwertyuiop",
                "\"changeme\"",
                "dev placeholder",
                "sg-xxxxx",
            })
    void knowsValuesThatWereNeverReplaced(String value) {
        assertThat(Placeholder.secret(value, List.of("SOME_NAME"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-muster-demo-4kQ9vT2xYb7Lm3Zr8Wp5",
                "Br4ss-Kettle-71",
                "Copper-Spoon-29",
                "correct horse battery staple",
                "sk-proj-4kQ9vT2xYb7Lm3Zr8Wp5T3BlbkFJhere4kQ9vT2xYb7Lm3",
                "hereistodochange",
                "exchange-rate-4711-kQ9vT2x",
            })
    void letsRealValuesPass(String value) {
        assertThat(Placeholder.secret(value, List.of("SOME_NAME"))).isFalse();
    }

    @Test
    void knowsTheVariablesOwnNameAndTheUsers() {
        assertThat(Placeholder.secret("jwt-secret", List.of("JWT_SECRET"))).isTrue();
        assertThat(Placeholder.secret("orders_user", List.of("DATABASE_URL", "orders_user")))
                .isTrue();
        assertThat(Placeholder.secret("orders_user", List.of("DATABASE_URL", "")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "postgres",
                "test",
                "development",
                "gpt-4o",
                "eu-west-2",
                "a sample of it",
                "insert-api",
                "sell-here",
                "todo-list",
                "change-in-rates",
                "put your name here"
            })
    void takesNamesForNamesWhereNoSecretIsAskedFor(String value) {
        assertThat(Placeholder.instruction(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"your_username", "CHANGE_ME", "https://yourdomain.com", "api.your-domain.com"})
    void knowsInstructionsInAnyVariable(String value) {
        assertThat(Placeholder.instruction(value)).isTrue();
    }

    @Test
    void refusesNoneOfManyRandomSecrets() {
        long seed = new SecureRandom().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            String hex = HexFormat.of().formatHex(bytes);
            String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(Placeholder.secret(hex, List.of("KEY")))
                    .as("%s, seed %d", hex, seed)
                    .isFalse();
            assertThat(Placeholder.secret("sk-proj-" + base64, List.of("KEY")))
                    .as("%s, seed %d", base64, seed)
                    .isFalse();
        }
    }
}
