package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The environments of five deployment guides: as their examples stand there, and as production should be. */
class GuidesTest {
    private final Random random = new Random(20_260_101);

    /** As {@code docker run --env-file} reads it: quotes and comments are part of the value. */
    private static Source example(String name) throws IOException {
        var values = new HashMap<String, String>();
        try (var in = requireNonNull(GuidesTest.class.getResourceAsStream("/guides/" + name + ".env"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("=", 2))
                    .forEach(pair -> values.put(pair[0], pair[1]));
        }
        return Source.map("env file", values);
    }

    /** Errors, then warnings: nobody wants to learn of these only after those are mended. */
    private static List<String> findings(Variables variables, Source source) {
        var resolution = Resolution.of(variables, Sources.of(source), secret -> {});
        return Stream.concat(resolution.errors().stream(), resolution.warnings().stream())
                .map(finding -> finding.code() + " " + finding.subject())
                .toList();
    }

    /** A guide's example and what is wrong with it. */
    record Example(String name, Variables variables, List<String> findings) {
        Example(String name, Variables variables, String... findings) {
            this(name, variables, List.of(findings));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example(
                        "000",
                        Guides.Kairos.ALL,
                        "ENV-040 DJANGO_DEBUG",
                        "ENV-011 DJANGO_SECRET_KEY",
                        "ENV-010 SERVICE_TOKEN",
                        "ENV-010 GOOGLE_API_KEY",
                        "ENV-040 ALLOWED_ORIGINS",
                        "ENV-040 ALLOWED_ORIGINS",
                        "ENV-003 DATABASE_URL",
                        "ENV-040 WORKERS"),
                new Example(
                        "001",
                        Guides.KiroTodo.ALL,
                        "ENV-001 ENVIRONMENT",
                        "ENV-012 POSTGRES_PASSWORD",
                        "ENV-012 BETTER_AUTH_SECRET",
                        "ENV-010 OPENAI_API_KEY",
                        "ENV-010 NEXT_PUBLIC_API_URL"),
                new Example(
                        "002",
                        Guides.KairosBackend.ALL,
                        "ENV-010 MONGO_USERNAME",
                        "ENV-010 MONGO_PASSWORD",
                        "ENV-010 RESEND_API_KEY",
                        "ENV-010 SECRET_KEY",
                        "ENV-053 MAIL_FROM"),
                new Example(
                        "003",
                        Guides.Tria.ALL,
                        "ENV-010 POSTGRES_PASSWORD",
                        "ENV-010 DATABASE_URL",
                        "ENV-010 REDIS_PASSWORD",
                        "ENV-010 OPENAI_API_KEY",
                        "ENV-010 SECRET_KEY",
                        "ENV-010 XERO_CLIENT_ID",
                        "ENV-010 XERO_CLIENT_SECRET",
                        "ENV-010 XERO_TENANT_ID",
                        "ENV-010 XERO_REFRESH_TOKEN",
                        "ENV-010 SENTRY_DSN"),
                new Example(
                        "004",
                        Guides.Rag.ALL,
                        "ENV-012 JWT_SECRET",
                        "ENV-012 GEMINI_API_KEY",
                        "ENV-012 DATABASE_URL",
                        "ENV-012 REDIS_URL"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsWhatNobodyReplaced(Example example) throws IOException {
        assertThat(findings(example.variables(), example(example.name())))
                .containsExactlyElementsOf(example.findings());
    }

    @Test
    void letsTheRestaurantGuidesProductionPass() {
        assertThat(findings(
                        Guides.Kairos.ALL,
                        Source.map(
                                "test",
                                Map.of(
                                        "APP_ENV",
                                        "production",
                                        "DJANGO_DEBUG",
                                        "False",
                                        "DJANGO_SECRET_KEY",
                                        text(50),
                                        "SERVICE_TOKEN",
                                        hex(32),
                                        "GOOGLE_API_KEY",
                                        "AQ." + text(40),
                                        "ALLOWED_ORIGINS",
                                        "https://kairos-t1.gokulp.online",
                                        "DATABASE_URL",
                                        "postgresql://kairos:" + hex(16) + "@db.kairos.internal:5432/kairos",
                                        "WORKERS",
                                        "4"))))
                .isEmpty();
    }

    @Test
    void letsTheTodoGuidesProductionPass() {
        assertThat(findings(
                        Guides.KiroTodo.ALL,
                        Source.map(
                                "test",
                                Map.of(
                                        "ENVIRONMENT",
                                        "production",
                                        "POSTGRES_PASSWORD",
                                        hex(16),
                                        "BETTER_AUTH_SECRET",
                                        hex(32),
                                        "OPENAI_API_KEY",
                                        "sk-proj-" + text(100),
                                        "NEXT_PUBLIC_API_URL",
                                        "https://api.kirotodo.app",
                                        "NEXT_PUBLIC_CHATKIT_ENABLED",
                                        "true",
                                        "SENTRY_DSN",
                                        "https://" + hex(16) + "@o1.ingest.sentry.io/4",
                                        "RATE_LIMIT_PER_MINUTE",
                                        "60"))))
                .isEmpty();
    }

    private Map<String, String> lambda() {
        var values = new HashMap<>(Map.of(
                "STACK_NAME", "kairos-backend",
                "AWS_REGION", "eu-west-2",
                "AWS_ACCOUNT_ID", "992382417038",
                "REPO_NAME", "kairos",
                "MONGO_HOST", "cluster0.mongodb.net",
                "MONGO_USERNAME", "kairos_app",
                "MONGO_PASSWORD", text(24),
                "MONGO_DB_NAME", "kairos",
                "MAIL_USERNAME", "resend"));
        values.putAll(Map.of(
                "MAIL_FROM", "hello@send.findkairos.com",
                "MAIL_PORT", "587",
                "MAIL_SERVER", "smtp.resend.com",
                "RESEND_API_KEY", "re_" + text(8) + "_" + text(24),
                "SECRET_KEY", hex(32)));
        return values;
    }

    @Test
    void letsTheLambdaGuidesProductionPass() {
        assertThat(findings(Guides.KairosBackend.ALL, Source.map("test", lambda())))
                .isEmpty();
    }

    @Test
    void asksTheLambdaGuidesPipelineForMoreAndTellsWhatIsOdd() {
        Map<String, String> values = lambda();
        values.put("ENVIRONMENT", "ci");
        assertThat(findings(Guides.KairosBackend.ALL, Source.map("test", values)))
                .containsExactly("ENV-001 AWS_ACCESS_KEY_ID", "ENV-001 AWS_SECRET_ACCESS_KEY");

        values.remove("ENVIRONMENT");
        values.put("MAIL_FROM", "send.findkairos.com");
        assertThat(findings(Guides.KairosBackend.ALL, Source.map("test", values)))
                .containsExactly("ENV-053 MAIL_FROM");

        values.put("MONGO_DB_NAME", "kairos_dev");
        values.put("AWS_ACCESS_KEY_ID", "AKIA" + text(16));
        assertThat(findings(Guides.KairosBackend.ALL, Source.map("test", values)))
                .containsExactly(
                        "ENV-040 MONGO_DB_NAME",
                        "ENV-022 AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
                        "ENV-053 MAIL_FROM");
    }

    private Map<String, String> tria() {
        String password = hex(16);
        var values = new HashMap<>(Map.of(
                "POSTGRES_USER", "tria_admin",
                "POSTGRES_PASSWORD", password,
                "POSTGRES_DB", "tria_aibpo",
                "DATABASE_URL", "postgresql://tria_admin:" + password + "@postgres:5432/tria_aibpo",
                "REDIS_HOST", "redis",
                "REDIS_PORT", "6379",
                "REDIS_PASSWORD", hex(16),
                "REDIS_DB", "0",
                "OPENAI_API_KEY", "sk-proj-" + text(100),
                "OPENAI_MODEL", "gpt-4-turbo-preview"));
        values.putAll(Map.of(
                "SECRET_KEY", hex(32),
                "ENVIRONMENT", "production",
                "TAX_RATE", "0.08",
                "XERO_SALES_ACCOUNT_CODE", "200",
                "XERO_TAX_TYPE", "OUTPUT2",
                "MAX_QUANTITY_PER_ITEM", "10000",
                "MAX_ORDER_TOTAL", "100000.00",
                "MAX_LINE_ITEMS", "100",
                "MIN_ORDER_TOTAL", "0.01",
                "SENTRY_DSN", "https://" + hex(16) + "@o1.ingest.sentry.io/4"));
        return values;
    }

    @Test
    void letsTheOrderGuidesProductionPass() {
        assertThat(findings(Guides.Tria.ALL, Source.map("test", tria()))).isEmpty();
    }

    @Test
    void tellsWhereTheOrderGuidesVariablesContradictEachOther() {
        Map<String, String> values = tria();
        values.put("POSTGRES_PASSWORD", hex(16));
        values.put("POSTGRES_USER", "somebody");
        values.put("MIN_ORDER_TOTAL", "100000.00");
        values.put("XERO_CLIENT_ID", "B7A1");
        values.remove("SENTRY_DSN");

        assertThat(findings(Guides.Tria.ALL, Source.map("test", values)))
                .containsExactly(
                        "ENV-025 POSTGRES_USER, DATABASE_URL",
                        "ENV-025 POSTGRES_PASSWORD, DATABASE_URL",
                        "ENV-024 MIN_ORDER_TOTAL, MAX_ORDER_TOTAL",
                        "ENV-022 XERO_CLIENT_ID, XERO_CLIENT_SECRET, XERO_TENANT_ID, XERO_REFRESH_TOKEN",
                        "ENV-050 SENTRY_DSN");
    }

    private Map<String, String> rag() {
        return new HashMap<>(Map.of(
                "ENVIRONMENT", "production",
                "JWT_SECRET", hex(32),
                "GEMINI_API_KEY", "AQ." + text(40),
                "DATABASE_URL", "postgresql+psycopg2://rag:" + hex(16) + "@my_db:5432/rag",
                "REDIS_URL", "redis://redis:6379/0",
                "REQUIRE_REDIS_IN_PRODUCTION", "true",
                "ALLOW_DEV_LOGIN", "false",
                "REQUIRE_CSRF_HEADER", "true",
                "STRICT_MODE", "true",
                "TRUSTED_PROXY_IPS", "10.0.0.0/8, 192.168.1.7"));
    }

    @Test
    void letsTheDocumentGuidesProductionPass() {
        assertThat(findings(Guides.Rag.ALL, Source.map("test", rag()))).isEmpty();
    }

    @Test
    void refusesWhatTheDocumentGuideForbidsInProduction() {
        Map<String, String> values = rag();
        values.put("STRICT_MODE", "false");
        values.put("ALLOW_DEV_LOGIN", "true");
        values.put("GEMINI_MOCK_MODE", "true");
        values.put("DATABASE_URL", "sqlite:///rag.db");
        values.put("WATCHDOG_CRON", "2h");
        values.remove("REDIS_URL");

        assertThat(findings(Guides.Rag.ALL, Source.map("test", values)))
                .containsExactly(
                        "ENV-040 GEMINI_MOCK_MODE",
                        "ENV-040 DATABASE_URL",
                        "ENV-020 REDIS_URL",
                        "ENV-040 ALLOW_DEV_LOGIN",
                        "ENV-040 STRICT_MODE",
                        "ENV-024 WATCHDOG_CRON, WATCHDOG_TTL");
    }

    @Test
    void reportsTheDocumentGuidesEscapeHatchWhetherNeededOrNot() {
        Map<String, String> values = rag();
        values.put("ALLOW_MOCK_IN_PROD", "true");
        assertThat(findings(Guides.Rag.ALL, Source.map("test", values))).containsExactly("ENV-042 ALLOW_MOCK_IN_PROD");

        values.put("GEMINI_MOCK_MODE", "true");
        values.put("GEMINI_API_KEY", "stub");
        assertThat(findings(Guides.Rag.ALL, Source.map("test", values))).containsExactly("ENV-041 GEMINI_MOCK_MODE");
    }

    private String hex(int bytes) {
        byte[] random = new byte[bytes];
        this.random.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private String text(int characters) {
        byte[] random = new byte[characters];
        this.random.nextBytes(random);
        return Base64.getUrlEncoder()
                .encodeToString(random)
                .replaceAll("[-_]", "k")
                .substring(0, characters);
    }
}
