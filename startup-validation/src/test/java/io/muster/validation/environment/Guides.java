package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The environments of five real deployment guides, declared as their services would; the documentation quotes them. */
final class Guides {
    private Guides() {}

    enum Stage {
        DEVELOPMENT,
        STAGING,
        PRODUCTION
    }

    /** A restaurant guide: an agent with pgvector, a Django back end. */
    static final class Kairos {
        // <kairos>
        static final Variable<Stage> APP_ENV = Variable.enumeration("APP_ENV", Stage.class);
        static final Variable<Boolean> DJANGO_DEBUG =
                Variable.bool("DJANGO_DEBUG").defaultValue(false).in("production", debug -> debug.oneOf(false));
        static final Variable<Secret> DJANGO_SECRET_KEY =
                Variable.secret("DJANGO_SECRET_KEY").minLength(50);
        static final Variable<Secret> SERVICE_TOKEN =
                Variable.of("SERVICE_TOKEN", Type.hex(32).secret());
        static final Variable<Secret> GOOGLE_API_KEY = Variable.of("GOOGLE_API_KEY", Type.apiKey(Provider.GEMINI));
        static final Variable<List<String>> ALLOWED_ORIGINS = Variable.of("ALLOWED_ORIGINS", Type.list(Type.TEXT))
                .in(
                        "production",
                        origins -> origins.rule(Rule.notLocal())
                                .rule(Rule.each(
                                        Rule.of("must begin with https://", origin -> origin.startsWith("https://")))));
        static final Variable<DatabaseUrl> DATABASE_URL =
                Variable.databaseUrl("DATABASE_URL").in("production", url -> url.rule(Rule.notLocal()));
        static final Variable<Integer> WORKERS =
                Variable.integer("WORKERS").defaultValue(1).in("production", workers -> workers.range(2, 64));

        static final Variables ALL = Variables.of(
                        APP_ENV, DJANGO_DEBUG, DJANGO_SECRET_KEY, SERVICE_TOKEN, GOOGLE_API_KEY, ALLOWED_ORIGINS)
                .group("Capacity", DATABASE_URL, WORKERS);
        // </kairos>
    }

    /** A to-do list with a chat: Neon PostgreSQL, OpenAI, Next.js. */
    static final class KiroTodo {
        // <kirotodo>
        static final Variable<Stage> ENVIRONMENT = Variable.enumeration("ENVIRONMENT", Stage.class);
        static final Variable<Secret> POSTGRES_PASSWORD =
                Variable.secret("POSTGRES_PASSWORD").minLength(16);
        static final Variable<Secret> BETTER_AUTH_SECRET =
                Variable.secret("BETTER_AUTH_SECRET").minLength(32);
        static final Variable<Secret> OPENAI_API_KEY = Variable.apiKey(Provider.OPENAI);
        static final Variable<URI> NEXT_PUBLIC_API_URL = Variable.uri("NEXT_PUBLIC_API_URL")
                .in("production", url -> url.rule(Rule.schemes("https")).rule(Rule.notLocal()));
        static final Variable<Boolean> NEXT_PUBLIC_CHATKIT_ENABLED =
                Variable.bool("NEXT_PUBLIC_CHATKIT_ENABLED").optional();
        static final Variable<URI> SENTRY_DSN =
                Variable.uri("SENTRY_DSN").optional().rule(Rule.schemes("https"));
        static final Variable<Integer> RATE_LIMIT_PER_MINUTE =
                Variable.integer("RATE_LIMIT_PER_MINUTE").optional().range(1, 100_000);

        static final Variables ALL = Variables.of(ENVIRONMENT, POSTGRES_PASSWORD, BETTER_AUTH_SECRET, OPENAI_API_KEY)
                .group("Browser", NEXT_PUBLIC_API_URL, NEXT_PUBLIC_CHATKIT_ENABLED)
                .group("Operations", SENTRY_DSN, RATE_LIMIT_PER_MINUTE)
                .prefix("RATE_LIMIT");
        // </kirotodo>
    }

    /** A back end on AWS Lambda: MongoDB Atlas, mail by Resend. */
    static final class KairosBackend {
        // <lambda>
        static final Variable<String> STACK_NAME = Variable.text("STACK_NAME");
        static final Variable<String> AWS_REGION = Variable.text("AWS_REGION")
                .example("eu-west-2")
                .rule(Rule.of("must be an AWS region", KairosBackend::region));
        static final Variable<String> AWS_ACCOUNT_ID = Variable.text("AWS_ACCOUNT_ID")
                .rule(Rule.of(
                        "must have 12 digits",
                        id -> id.length() == 12 && id.chars().allMatch(Character::isDigit)));
        static final Variable<String> REPO_NAME = Variable.text("REPO_NAME");
        static final Variable<String> MONGO_HOST = Variable.of("MONGO_HOST", Type.HOST);
        static final Variable<String> MONGO_USERNAME = Variable.text("MONGO_USERNAME");
        static final Variable<Secret> MONGO_PASSWORD = Variable.secret("MONGO_PASSWORD");
        static final Variable<String> MONGO_DB_NAME = Variable.text("MONGO_DB_NAME")
                .in(
                        "production",
                        name -> name.rule(Rule.of(
                                "must not be the database of another stage",
                                it -> !it.endsWith("_dev") && !it.endsWith("_staging"))));
        static final Variable<String> MAIL_USERNAME = Variable.text("MAIL_USERNAME");
        static final Variable<String> MAIL_FROM = Variable.text("MAIL_FROM")
                .rule(Rule.<String>of("should be an address, not a domain", from -> from.contains("@"))
                        .warning());
        static final Variable<Integer> MAIL_PORT = Variable.port("MAIL_PORT").defaultValue(587);
        static final Variable<String> MAIL_SERVER = Variable.of("MAIL_SERVER", Type.HOST);
        static final Variable<Secret> RESEND_API_KEY = Variable.apiKey(Provider.RESEND);
        static final Variable<Secret> SECRET_KEY = Variable.secret("SECRET_KEY").minLength(32);
        static final Variable<String> AWS_ACCESS_KEY_ID =
                Variable.text("AWS_ACCESS_KEY_ID").optional().in("ci", Variable::required);
        static final Variable<Secret> AWS_SECRET_ACCESS_KEY =
                Variable.secret("AWS_SECRET_ACCESS_KEY").optional().in("ci", Variable::required);

        static final Variables ALL = Variables.of(STACK_NAME, AWS_REGION, AWS_ACCOUNT_ID, REPO_NAME)
                .group("MongoDB Atlas", MONGO_HOST, MONGO_USERNAME, MONGO_PASSWORD, MONGO_DB_NAME)
                .group("Mail", MAIL_USERNAME, MAIL_FROM, MAIL_PORT, MAIL_SERVER, RESEND_API_KEY)
                .group("Security", SECRET_KEY, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)
                .relations(Relation.allOrNone(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY));
        // </lambda>

        private static boolean region(String text) {
            String[] parts = text.split("-", 4);
            return parts.length == 3 && parts[0].length() == 2 && parts[2].length() == 1;
        }
    }

    /** A customer service with orders: PostgreSQL, Redis, OpenAI, Xero. */
    static final class Tria {
        // <tria>
        static final Variable<String> POSTGRES_USER = Variable.text("POSTGRES_USER");
        static final Variable<Secret> POSTGRES_PASSWORD = Variable.secret("POSTGRES_PASSWORD");
        static final Variable<String> POSTGRES_DB = Variable.text("POSTGRES_DB");
        static final Variable<DatabaseUrl> DATABASE_URL = Variable.databaseUrl("DATABASE_URL");
        static final Variable<String> REDIS_HOST = Variable.of("REDIS_HOST", Type.HOST);
        static final Variable<Integer> REDIS_PORT = Variable.port("REDIS_PORT").defaultValue(6379);
        static final Variable<Secret> REDIS_PASSWORD =
                Variable.secret("REDIS_PASSWORD").recommended();
        static final Variable<Integer> REDIS_DB =
                Variable.integer("REDIS_DB").range(0, 15).defaultValue(0);
        static final Variable<Secret> OPENAI_API_KEY = Variable.apiKey(Provider.OPENAI);
        static final Variable<String> OPENAI_MODEL = Variable.text("OPENAI_MODEL");
        static final Variable<Secret> SECRET_KEY = Variable.secret("SECRET_KEY").minLength(32);
        static final Variable<Stage> ENVIRONMENT = Variable.enumeration("ENVIRONMENT", Stage.class);
        static final Variable<BigDecimal> TAX_RATE =
                Variable.decimal("TAX_RATE").range(new BigDecimal("0.0"), new BigDecimal("1.0"));
        static final Variable<String> XERO_SALES_ACCOUNT_CODE = Variable.text("XERO_SALES_ACCOUNT_CODE");
        static final Variable<String> XERO_TAX_TYPE = Variable.text("XERO_TAX_TYPE");
        static final Variable<Integer> MAX_QUANTITY_PER_ITEM =
                Variable.integer("MAX_QUANTITY_PER_ITEM").rule(Rule.atLeast(1));
        static final Variable<BigDecimal> MAX_ORDER_TOTAL = Variable.decimal("MAX_ORDER_TOTAL");
        static final Variable<Integer> MAX_LINE_ITEMS =
                Variable.integer("MAX_LINE_ITEMS").rule(Rule.atLeast(1));
        static final Variable<BigDecimal> MIN_ORDER_TOTAL =
                Variable.decimal("MIN_ORDER_TOTAL").rule(Rule.above(BigDecimal.ZERO));
        static final Variable<String> XERO_CLIENT_ID =
                Variable.text("XERO_CLIENT_ID").optional();
        static final Variable<Secret> XERO_CLIENT_SECRET =
                Variable.secret("XERO_CLIENT_SECRET").optional();
        static final Variable<String> XERO_TENANT_ID =
                Variable.text("XERO_TENANT_ID").optional();
        static final Variable<Secret> XERO_REFRESH_TOKEN =
                Variable.secret("XERO_REFRESH_TOKEN").optional();
        static final Variable<URI> SENTRY_DSN = Variable.uri("SENTRY_DSN").recommended();

        static final Variables ALL = Variables.of()
                .group("Database", POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, DATABASE_URL)
                .group("Redis", REDIS_HOST, REDIS_PORT, REDIS_PASSWORD, REDIS_DB)
                .group("OpenAI", OPENAI_API_KEY, OPENAI_MODEL)
                .group("Security", SECRET_KEY)
                .group("Application", ENVIRONMENT, TAX_RATE, XERO_SALES_ACCOUNT_CODE, XERO_TAX_TYPE)
                .group("Limits", MAX_QUANTITY_PER_ITEM, MAX_ORDER_TOTAL, MAX_LINE_ITEMS, MIN_ORDER_TOTAL)
                .group("Xero", XERO_CLIENT_ID, XERO_CLIENT_SECRET, XERO_TENANT_ID, XERO_REFRESH_TOKEN)
                .group("Monitoring", SENTRY_DSN)
                .relations(
                        Relation.agree(POSTGRES_USER, DATABASE_URL, DatabaseUrl::user),
                        Relation.agree(POSTGRES_PASSWORD, DATABASE_URL, DatabaseUrl::password),
                        Relation.less(MIN_ORDER_TOTAL, MAX_ORDER_TOTAL),
                        Relation.allOrNone(XERO_CLIENT_ID, XERO_CLIENT_SECRET, XERO_TENANT_ID, XERO_REFRESH_TOKEN));
        // </tria>
    }

    /** Questions about one's own documents: Gemini, PostgreSQL, Redis, secrets as files. */
    static final class Rag {
        // <rag>
        static final Variable<Stage> ENVIRONMENT = Variable.enumeration("ENVIRONMENT", Stage.class);
        static final Variable<Secret> JWT_SECRET = Variable.secret("JWT_SECRET").minLength(32);
        static final Variable<Boolean> ALLOW_MOCK_IN_PROD =
                Variable.bool("ALLOW_MOCK_IN_PROD").optional();
        static final Variable<Boolean> GEMINI_MOCK_MODE = Variable.bool("GEMINI_MOCK_MODE")
                .defaultValue(false)
                .in("production", mock -> mock.oneOf(false))
                .unless(ALLOW_MOCK_IN_PROD);
        static final Variable<Secret> GEMINI_API_KEY =
                Variable.apiKey(Provider.GEMINI).when(GEMINI_MOCK_MODE.is(true), Variable::unchecked);
        static final Variable<DatabaseUrl> DATABASE_URL = Variable.databaseUrl("DATABASE_URL")
                .in(
                        "production",
                        url -> url.rule(Rule.of(
                                "must not be SQLite, which is for development",
                                it -> !it.vendor().equals("sqlite"))));
        static final Variable<Boolean> REQUIRE_REDIS_IN_PRODUCTION =
                Variable.bool("REQUIRE_REDIS_IN_PRODUCTION").defaultValue(true);
        static final Variable<RedisUrl> REDIS_URL = Variable.redisUrl("REDIS_URL")
                .recommended()
                .when(REQUIRE_REDIS_IN_PRODUCTION.is(true).and(Condition.profile("production")), Variable::required);
        static final Variable<Boolean> ALLOW_DEV_LOGIN =
                Variable.bool("ALLOW_DEV_LOGIN").defaultValue(false).in("production", it -> it.oneOf(false));
        static final Variable<Boolean> REQUIRE_CSRF_HEADER =
                Variable.bool("REQUIRE_CSRF_HEADER").defaultValue(true).in("production", it -> it.oneOf(true));
        static final Variable<Boolean> STRICT_MODE =
                Variable.bool("STRICT_MODE").defaultValue(true).in("production", it -> it.oneOf(true));
        static final Variable<List<String>> CORS_ORIGINS = Variable.of("CORS_ORIGINS", Type.list(Type.TEXT))
                .optional()
                .in("production", it -> it.rule(Rule.notLocal()).rule(Rule.unique()));
        static final Variable<List<Cidr>> TRUSTED_PROXY_IPS =
                Variable.of("TRUSTED_PROXY_IPS", Type.list(Type.CIDR)).optional();
        static final Variable<Boolean> METRICS_ALLOW_ALL = Variable.bool("METRICS_ALLOW_ALL")
                .defaultValue(false)
                .in(
                        "production",
                        it -> it.rule(Rule.<Boolean>of("should be false: metrics are open to all", open -> !open)
                                .warning()));
        static final Variable<Long> MAX_UPLOAD_SIZE = Variable.of("MAX_UPLOAD_SIZE", Type.SIZE)
                .range(1L << 20, 1L << 30)
                .defaultValue(25L << 20);
        static final Variable<Path> TMP_DIR = Variable.of("TMP_DIR", Type.PATH)
                .optional()
                .rule(Rule.directory())
                .rule(Rule.writable());
        static final Variable<Duration> WATCHDOG_CRON =
                Variable.duration("WATCHDOG_CRON").defaultValue(Duration.ofMinutes(15));
        static final Variable<Duration> WATCHDOG_TTL =
                Variable.duration("WATCHDOG_TTL").defaultValue(Duration.ofMinutes(60));

        static final Variables ALL = Variables.of(ENVIRONMENT, JWT_SECRET)
                .group("Gemini", GEMINI_API_KEY, GEMINI_MOCK_MODE, ALLOW_MOCK_IN_PROD)
                .group("Stores", DATABASE_URL, REDIS_URL, REQUIRE_REDIS_IN_PRODUCTION)
                .group("Security", ALLOW_DEV_LOGIN, REQUIRE_CSRF_HEADER, STRICT_MODE, CORS_ORIGINS)
                .group("Network", TRUSTED_PROXY_IPS, METRICS_ALLOW_ALL)
                .group("Limits", MAX_UPLOAD_SIZE, TMP_DIR, WATCHDOG_CRON, WATCHDOG_TTL)
                .relations(Relation.less(WATCHDOG_CRON, WATCHDOG_TTL));
        // </rag>
    }
}
