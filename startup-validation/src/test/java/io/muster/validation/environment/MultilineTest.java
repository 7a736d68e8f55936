package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets of several lines, and values that may be empty. */
class MultilineTest {
    private static final Variable<Secret> KEY = Variable.secret("TLS_KEY").multiline();

    private final Redactor redactor = new Redactor();

    private static String body() {
        byte[] bytes = new byte[1_200];
        new Random(20_260_103).nextBytes(bytes);
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    }

    private static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + body() + "\n-----END PRIVATE KEY-----\n";
    }

    private Secret resolve(Variable<Secret> variable, String value) {
        Source source = Source.map("test", Map.of(variable.name(), value));
        var resolution = Resolution.of(Variables.of(variable), Sources.of(source), redactor::add);
        assertThat(resolution.errors()).isEmpty();
        assertThat(resolution.warnings()).isEmpty();
        return new Environment(resolution).get(variable);
    }

    @Test
    void aKeyInPemIsKeptAsItStandsAndEachLineIsSecret() {
        assertThat(resolve(KEY, pem()).reveal()).isEqualTo(pem());

        assertThat(redactor.scrub(pem())).isEqualTo("***");
        String said = body().lines().map(line -> "bad line '" + line + "'\n").collect(Collectors.joining());
        assertThat(redactor.scrub(said).lines()).containsOnly("bad line '***'");
        assertThat(redactor.scrub("-----BEGIN PRIVATE KEY----- expected")).contains("BEGIN PRIVATE KEY");
    }

    @Test
    void aServiceAccountHidesTheKeyInIt() {
        String json = "{\"type\": \"service_account\", \"private_key\": \"" + pem().replace("\n", "\\n") + "\"}";
        Variable<Secret> account = Variable.of(
                        "ACCOUNT",
                        Type.of("a JSON object", MultilineTest::object).secret())
                .multiline();

        assertThat(resolve(account, json).reveal()).isEqualTo(json);
        assertThat(resolve(account, json.replace(", ", ",\n  ")).reveal()).contains("\n  ");

        assertThat(redactor.scrub(
                        "cannot parse " + body().lines().skip(3).findFirst().orElseThrow()))
                .isEqualTo("cannot parse ***");
        assertThat(Trial.of(account, "[]")).containsExactly("ENV-003 is not a JSON object");
    }

    private static String object(String json) {
        if (!json.startsWith("{")) {
            throw new IllegalArgumentException(json);
        }
        return json;
    }

    @Test
    void isReadFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), pem());
        Source source = Source.map("test", Map.of("TLS_KEY_FILE", file.toString()));

        assertThat(Environment.resolve(Variables.of(KEY), Source.files(source))
                        .get(KEY)
                        .reveal())
                .isEqualTo(pem().stripTrailing());
    }

    @Test
    void aSecretOfOneLineStaysOne() {
        assertThat(Trial.of(Variable.secret("TLS_KEY"), pem()))
                .containsExactly("ENV-017 has a line break or another control character inside");
    }

    @Test
    void otherControlCharactersPathsPlaceholdersAndMassesAreRefused() {
        assertThat(Trial.of(KEY, "abcd\u0000efgh\nijkl"))
                .containsExactly("ENV-017 has a control character that is no line break inside");
        assertThat(Trial.of(KEY, "/run/secrets/tls_key"))
                .containsExactly("ENV-018 is the path of a file, not the secret in it");
        assertThat(Trial.of(KEY, "change_me")).containsExactly("ENV-010 is a placeholder, not a real value");
        assertThat(Trial.of(KEY, "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"))
                .containsExactly("ENV-010 is a placeholder, not a real value");
        String lines = IntStream.range(0, 501).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        assertThat(Trial.of(KEY, lines)).containsExactly("ENV-003 has more than 500 lines");
    }

    @Test
    void aCommentInItIsPartOfIt() {
        String text = "user: me # who\ntoken: Kx7p-LanTed-9qW-3nf8-zz41\n";

        assertThat(resolve(KEY.minLength(text.length()), text).reveal()).isEqualTo(text);
    }

    @Test
    void whatIsNoSecretOrNeverHasLinesIsRefused() {
        assertThatThrownBy(() -> Variable.text("NOTE").multiline())
                .hasMessage("'NOTE' is text; only secrets that are no API keys can have more lines than one");
        assertThatThrownBy(() -> Variable.apiKey("A_KEY").multiline()).hasMessageContaining("no API keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyValueMayBeMeant(String value) {
        Variable<String> prefix = Variable.text("PREFIX").defaultValue("app").allowEmpty();
        Source source = Source.map("test", Map.of("PREFIX", value));

        Environment environment = Environment.resolve(Variables.of(prefix), source);

        assertThat(environment.get(prefix)).isEmpty();
        assertThat(environment.origin(prefix).orElseThrow().source()).isEqualTo("test");
        Variable<String> strict = Variable.text("PREFIX").allowEmpty().minLength(1);
        assertThat(Trial.of(strict, value)).hasSize(1);
        assertThat(Trial.of(Variable.text("PREFIX"), value)).containsExactly("ENV-002 set but empty (in test)");
    }

    @Test
    void aListMayBeEmpty() {
        Variable<List<Integer>> ports = Variable.of("PORTS", Type.list(Type.PORT));
        Variable<List<Integer>> given = ports.allowEmpty();
        Variable<List<Integer>> missing = ports.defaultValue(List.of());
        Source source = Source.map("test", Map.of("PORTS", ""));

        assertThat(Environment.resolve(Variables.of(given), source).get(given)).isEmpty();
        assertThat(Environment.resolve(Variables.of(missing)).get(missing)).isEmpty();
    }

    @Test
    void theFirstPlaceCountsAlsoWhenItIsEmpty() {
        Variable<String> prefix = Variable.text("PREFIX").allowEmpty();
        Source first = Source.map("first", Map.of("PREFIX", ""));
        Source second = Source.map("second", Map.of("PREFIX", "x"));

        assertThat(Environment.resolve(Variables.of(prefix), first, second).get(prefix))
                .isEmpty();
    }

    @Test
    void anEmptySecretIsNone() {
        assertThatThrownBy(() -> Variable.secret("SECRET").allowEmpty())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'SECRET' is secret, and an empty one is none; use optional");
        assertThat(Arrays.asList(
                        Trial.of(Variable.integer("N").allowEmpty(), "").get(0)))
                .containsExactly("ENV-003 is not an integer of at most 32 bits");
    }
}
