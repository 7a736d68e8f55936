package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonFactory;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Secret;
import io.muster.validation.Golden;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each document, letter by letter, and that a committed copy which says something else is noticed. */
class GeneratedTest {
    enum Stage {
        DEVELOPMENT,
        PRODUCTION
    }

    private static final Variable<Stage> ENVIRONMENT = Variable.enumeration("ENVIRONMENT", Stage.class)
            .defaultValue(Stage.DEVELOPMENT)
            .description("the stage of deployment");
    private static final Variable<Boolean> MOCK =
            Variable.bool("GEMINI_MOCK_MODE").defaultValue(false).description("answer without the model");
    private static final Variable<Boolean> ALLOW_MOCK =
            Variable.bool("ALLOW_MOCK_IN_PROD").optional();
    private static final Variable<Secret> GEMINI_API_KEY = Variable.apiKey(Provider.GEMINI)
            .optional()
            .when(MOCK.is(false), Variable::required)
            .description("opens the model");
    private static final Variable<Boolean> REQUIRE_REDIS =
            Variable.bool("REQUIRE_REDIS_IN_PRODUCTION").defaultValue(true);
    private static final Variable<RedisUrl> REDIS_URL = Variable.redisUrl("REDIS_URL")
            .optional()
            .when(Condition.profile("production").and(REQUIRE_REDIS.is(true)), Variable::required)
            .example("redis://:password@host:6379/0");
    private static final Variable<DatabaseUrl> DATABASE_URL = Variable.databaseUrl("DATABASE_URL")
            .aliases("DB_URL")
            .example("postgresql+psycopg2://rag:password@db:5432/rag")
            .description("where documents | chunks are kept");
    private static final Variable<Secret> JWT_SECRET =
            Variable.secret("JWT_SECRET").minLength(32).deprecated("SECRET_KEY").description("signs sessions");
    private static final Variable<BigDecimal> TAX_RATE = Variable.decimal("TAX_RATE")
            .range(new BigDecimal("0.0"), new BigDecimal("1.0"))
            .example("0.19")
            .description("the tax on each order");
    private static final Variable<Duration> JOB_TIMEOUT =
            Variable.duration("JOB_TIMEOUT").defaultValue(Duration.ofSeconds(90));
    private static final Variable<Integer> WORKERS = Variable.integer("WORKERS")
            .defaultValue(1)
            .rule(Rule.atLeast(1))
            .when(
                    Condition.profile("production"),
                    workers -> workers.defaultValue(4).rule(Rule.atLeast(2)));
    private static final Variable<String> GREETING =
            Variable.text("GREETING").defaultValue("it's \"$5\" # not a comment\nreally");
    private static final Variable<URI> CHROMA_URL = Variable.uri("CHROMA_URL")
            .optional()
            .rule(Rule.schemes("http", "https"))
            .example("http://chroma:8000")
            .description("a vector store; the service does without it");
    private static final Variable<String> XERO_CLIENT_ID =
            Variable.text("XERO_CLIENT_ID").optional();
    private static final Variable<Secret> XERO_CLIENT_SECRET =
            Variable.secret("XERO_CLIENT_SECRET").optional();
    private static final Variable<String> SENTRY_DSN =
            Variable.text("SENTRY_DSN").recommended();

    private static final Variables ALL = Variables.of(ENVIRONMENT)
            .group("Stores", DATABASE_URL, REQUIRE_REDIS, REDIS_URL, CHROMA_URL)
            .group("Model", MOCK, ALLOW_MOCK, GEMINI_API_KEY)
            .group("Service", JWT_SECRET, TAX_RATE, JOB_TIMEOUT, WORKERS, GREETING, SENTRY_DSN)
            .group("Accounting", XERO_CLIENT_ID, XERO_CLIENT_SECRET)
            .relations(
                    Relation.allOrNone(XERO_CLIENT_ID, XERO_CLIENT_SECRET),
                    Relation.atLeastOne(SENTRY_DSN, CHROMA_URL).when(Condition.profile("production")));

    @TempDir
    private Path folder;

    @Test
    void theExampleFile() {
        String text = Generated.envExample(ALL).text();

        Golden.verify("variables.env", text);
        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        assertThat(EnvFile.parse(text).problems()).isEmpty();
    }

    @Test
    void theTable() {
        Golden.verify("variables.md", Generated.markdown(ALL).text());
    }

    @Test
    void theSchema() throws IOException {
        String text = Generated.jsonSchema(ALL).text();

        Golden.verify("variables.schema.json", text);
        try (var parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                assertThat(parser.currentToken()).isNotNull();
            }
        }
    }

    @Test
    void whatIsCopiedUnchangedLacksOnlyWhatNobodyCanKnow() throws IOException {
        Path copy = folder.resolve(".env");
        Generated.envExample(ALL).write(copy);

        var failure = catchThrowableOfType(
                FailureException.class, () -> Environment.resolve(ALL, Sources.of(Source.envFile(copy))));

        assertThat(failure.findings().stream()
                        .filter(finding -> finding.failure().isPresent()))
                .extracting(finding -> finding.code() + " " + finding.subject())
                .containsExactly("ENV-002 DATABASE_URL", "ENV-020 GEMINI_API_KEY", "ENV-002 JWT_SECRET");
    }

    @Test
    void aCopyThatSaysTheSameHasNotDrifted() throws IOException {
        for (var generated : List.of(Generated.envExample(ALL), Generated.jsonSchema(ALL), Generated.markdown(ALL))) {
            Path copy = folder.resolve("copy");
            generated.write(copy);
            assertThat(generated.drift(copy)).isEmpty();
            Files.writeString(copy, Files.readString(copy).replace("\n", "\r\n"));
            assertThat(generated.drift(copy)).isEmpty();
        }
    }

    @Test
    void aCopyThatSaysSomethingElseIsNamedWithoutWhatItSays() throws IOException {
        var generated = Generated.envExample(ALL);
        Path copy = folder.resolve(".env.example");

        assertThat(generated.drift(copy)).contains("'.env.example' does not exist; write it with Generated.write");
        Files.writeString(copy, generated.text().replace("JWT_SECRET=", "JWT_SECRET=Kx7pLanTed9qW"));
        assertThat(generated.drift(copy).orElseThrow())
                .matches("'\\.env\\.example' line \\d+ should be 'JWT_SECRET='; write it anew");
        Files.writeString(copy, generated.text() + "OLD=1\n");
        assertThat(generated.drift(copy).orElseThrow()).doesNotContain("OLD").endsWith("; write it anew");
        Files.writeString(copy, generated.text().substring(0, 400));
        assertThat(generated.drift(copy)).isPresent();
    }

    @Test
    void aTableMayBePartOfALargerFile() throws IOException {
        var generated = Generated.markdown(ALL);
        Path copy = folder.resolve("README.md");
        Files.writeString(copy, "# Orders\n\n" + generated + "\nMore.\n");

        assertThat(generated.drift(copy)).isEmpty();
        Files.writeString(copy, "# Orders\n");
        assertThat(generated.drift(copy).orElseThrow()).startsWith("'README.md' does not hold the generated part");
    }
}
