package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No form of a known secret survives, and neither does a password that nobody told the redactor of. */
class RedactorTest {
    private static final String SECRET = "s3cr/t \"p\\ss+w&rd";

    private final Redactor redactor = new Redactor();

    RedactorTest() {
        redactor.add(Secret.of(SECRET));
    }

    @Test
    void scrubsEachForm() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

        assertThat(redactor.scrub("raw " + SECRET + ".")).isEqualTo("raw ***.");
        assertThat(redactor.scrub("form " + encoded + ".")).isEqualTo("form ***.");
        assertThat(redactor.scrub("percent " + encoded.replace("+", "%20") + "."))
                .isEqualTo("percent ***.");
        assertThat(redactor.scrub("base64 " + Base64.getEncoder().encodeToString(bytes) + "."))
                .isEqualTo("base64 ***.");
        assertThat(redactor.scrub(
                        "url64 " + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "."))
                .isEqualTo("url64 ***.");
        assertThat(redactor.scrub("json s3cr/t \\\"p\\\\ss+w&rd.")).isEqualTo("json ***.");
        assertThat(redactor.scrub("json s3cr\\/t \\\"p\\\\ss+w&rd.")).isEqualTo("json ***.");
    }

    @Test
    void aSecretInsideALongerOneLeavesNothingOfEither() {
        redactor.add(Secret.of("abcdefgh"));
        redactor.add(Secret.of("abcdefgh-and-more"));

        assertThat(redactor.scrub("x abcdefgh-and-more y abcdefgh z")).isEqualTo("x *** y *** z");
    }

    @Test
    void shortSecretsAreNotSearchedFor() {
        redactor.add(Secret.of("dev"));

        assertThat(redactor.scrub("a developer")).isEqualTo("a developer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:hunter2@db:5432/orders",
                "jdbc:postgresql://db/orders?user=app&password=hunter2",
                "redis://:hunter2@cache",
                "connect failed: PASSWORD=hunter2; retry"
            })
    void scrubsPasswordsThatItWasNotTold(String text) {
        assertThat(redactor.scrub(text)).doesNotContain("hunter2").contains("***");
    }

    @Test
    void scrubsWhatWasThrownAndAllThatCausedIt() {
        var thrown = new IllegalStateException("refused", new IOException("key " + SECRET));
        thrown.addSuppressed(new IOException("redis://:hunter2@cache"));

        assertThat(redactor.scrub(thrown))
                .contains(
                        "IllegalStateException: refused", "IOException: key ***", "redis://:***@cache", "RedactorTest");
    }

    @Test
    void anExceptionThatCannotBePrintedIsScrubbedByItsName() {
        var unreadable = new IllegalStateException("pool") {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }
        };

        assertThat(redactor.scrub(new IOException("outer " + SECRET, unreadable)))
                .contains(
                        "IOException: outer ***",
                        "Caused by: " + unreadable.getClass().getName(),
                        "RedactorTest");
    }

    @Test
    void aMegabyteOfHostileTextIsScrubbedInPassing() {
        String hostile = "://a:".repeat(200_000);

        String scrubbed = assertTimeout(Duration.ofSeconds(20), () -> redactor.scrub(hostile));

        assertThat(scrubbed).hasSameSizeAs(hostile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it%27s%20%28not%29%20%21%2A~%26%3C", // RFC 3986
                "it's%20(not)%20!*~%26%3C", // encodeURIComponent
                "it%27s+%28not%29+%21*%7E%26%3C", // HTML forms
                "it's (not) !*~\\u0026\\u003c", // Go
                "it\\u0027s (not) !*~\\u0026\\u003c" // Gson
            })
    void scrubsTheEscapesOfOtherLanguages(String text) {
        redactor.add(Secret.of("it's (not) !*~&<"));

        assertThat(redactor.scrub("x " + text + " y")).isEqualTo("x *** y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Xk^9$p Q2+é/😀",
                "Xk%5E9$p%20Q2+%C3%A9/%F0%9F%98%80",
                "Xk%5e9%24p+Q2%2b%c3%a9%2f%f0%9f%98%80",
                "Xk^9$p Q2\\u002B\\u00E9\\/\\uD83D\\uDE00",
                "Xk\\u005e9\\u0024p Q2+\\u00e9/\\ud83d\\ude00"
            })
    void scrubsASecretOfWhichAnyCharacterIsEscaped(String text) {
        redactor.add(Secret.of("Xk^9$p Q2+é/😀"));

        assertThat(redactor.scrub("sig=" + text + "&x %")).isEqualTo("sig=***&x %");
    }

    @Test
    void whatOnlyBeginsLikeASecretStays() {
        redactor.add(Secret.of("50%/off/now"));

        assertThat(redactor.scrub("50%25%2Foff%2fno, 50%/off/now, 50%25/off%2Fnow%"))
                .isEqualTo("50%25%2Foff%2fno, ***, ***%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "app", "user"})
    void scrubsBase64OfASecretAfterOtherText(String user) {
        String header =
                Base64.getEncoder().encodeToString((user + ":" + SECRET + "!").getBytes(StandardCharsets.UTF_8));

        String scrubbed = redactor.scrub("Authorization: Basic " + header);

        assertThat(scrubbed).contains("***");
        assertThat(scrubbed.length()).isLessThan("Authorization: Basic ".length() + user.length() * 2 + 3 + 3 + 8);
    }

    @Test
    void secretsPrintAsNothingAndCompareByValue() {
        assertThat(Secret.of(SECRET))
                .hasToString("***")
                .isEqualTo(Secret.of(SECRET))
                .isNotEqualTo(Secret.of("other"));
    }
}
