package io.muster.validation.llm;

import static io.muster.validation.llm.Rule.on;
import static io.muster.validation.llm.Verdict.BUSY;
import static io.muster.validation.llm.Verdict.FORBIDDEN;
import static io.muster.validation.llm.Verdict.MODEL_MISSING;
import static io.muster.validation.llm.Verdict.OK_LIMITED;
import static io.muster.validation.llm.Verdict.QUOTA;
import static io.muster.validation.llm.Verdict.REJECTED;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the answers of each provider stand for, first match first; statuses alone are judged by {@link Judge}. */
final class Rules {
    private static final List<String> CODE = List.of("error.code", "error.type", "code", "type");

    static final List<Rule> OPENAI = List.of(
            on(401, 403).saying("missing scopes").is(OK_LIMITED, "let the key read models to have them checked"),
            on(401, 403)
                    .having(CODE, "invalid_organization", "ip_not_authorized", "unsupported_country_region_territory")
                    .is(FORBIDDEN),
            on(401).saying("member of an organization", "ip not authorized").is(FORBIDDEN),
            on(401).having(CODE, "invalid_api_key", "account_deactivated").is(REJECTED),
            on(404).having(CODE, "model_not_found").aboutModel().is(MODEL_MISSING),
            on(429).having(
                            CODE,
                            "insufficient_quota",
                            "credit_balance_exhausted",
                            "organization_spend_limit_exceeded",
                            "project_spend_limit_exceeded",
                            "organization_usage_limit_exceeded",
                            "billing_hard_limit_reached",
                            "billing_not_active")
                    .is(QUOTA),
            on(429).having(CODE, "rate_limit_exceeded", "slow_down").is(Verdict.THROTTLED),
            on(503).having(CODE, "server_is_overloaded", "slow_down").is(BUSY));

    static final List<Rule> ANTHROPIC = List.of(
            on(401).having("error.type", "authentication_error").is(REJECTED),
            on(403).having("error.type", "permission_error").is(FORBIDDEN),
            // its list is always there: a key that does not see it is disabled
            on(404).having("error.type", "not_found_error").aboutKey().is(REJECTED),
            on(404).having("error.type", "not_found_error").aboutModel().is(MODEL_MISSING),
            on(400).saying(
                            "credit balance is too low",
                            "reached your specified api usage limits",
                            "reached your specified workspace api usage limits")
                    .is(QUOTA),
            on(402).having("error.type", "billing_error").is(QUOTA),
            on(429).having("error.details.error_code", "enforced_spend_limit_reached")
                    .is(QUOTA),
            on(429).having("error.type", "rate_limit_error").is(Verdict.THROTTLED),
            on(529, 503).having("error.type", "overloaded_error").is(BUSY));

    static final List<Rule> GEMINI = List.of(
            on(400).having("error.details.reason", "API_KEY_INVALID").is(REJECTED),
            on(400).saying("api key expired", "api key not valid").is(REJECTED),
            on(400).having("error.status", "FAILED_PRECONDITION")
                    .is(FORBIDDEN, "enable billing; the free tier is not offered in every region"),
            on(401).having("error.details.reason", "ACCESS_TOKEN_TYPE_UNSUPPORTED")
                    .is(REJECTED, "make a new key in AI Studio; this one does not fit the API or the account"),
            on(401).having("error.status", "UNAUTHENTICATED").is(REJECTED),
            on(403).having("error.status", "PERMISSION_DENIED")
                    .is(FORBIDDEN, "enable the API for its project, and check the key's restrictions"),
            on(404).having("error.status", "NOT_FOUND").aboutModel().is(MODEL_MISSING),
            on(429).having("error.status", "RESOURCE_EXHAUSTED")
                    .spent("error.details.violations.quotaValue")
                    .is(QUOTA),
            on(429).having("error.status", "RESOURCE_EXHAUSTED").is(Verdict.THROTTLED));

    static final List<Rule> AZURE = List.of(
            on(401).is(REJECTED, "take key and endpoint from the same resource"),
            on(403).having("error.code", "403", "Forbidden")
                    .is(FORBIDDEN, "let this network in at the resource's firewall"),
            on(404).having("error.code", "DeploymentNotFound").is(MODEL_MISSING));

    static final List<Rule> MISTRAL = List.of(
            on(400, 404)
                    .having(CODE, "unknown_model", "invalid_model")
                    .aboutModel()
                    .is(MODEL_MISSING),
            on(400, 404).saying("invalid model").aboutModel().is(MODEL_MISSING));

    static final List<Rule> COHERE = List.of(on(200).having("valid", "false").is(REJECTED));

    static final List<Rule> OPENROUTER = List.of(
            on(402).having("error.metadata.limit_source", "openrouter_credits", "openrouter_key_limit")
                    .is(QUOTA),
            on(200).spent("data.limit_remaining").is(QUOTA, "raise the key's limit"));

    static final List<Rule> GROQ =
            Stream.concat(Stream.of(on(498).is(BUSY)), OPENAI.stream()).toList();

    static final List<Rule> DEEPSEEK =
            List.of(on(200).having("is_available", "false").is(QUOTA));

    static final List<Rule> XAI = List.of(
            on(400).aboutKey().is(REJECTED),
            on(200).having(List.of("api_key_blocked", "api_key_disabled", "team_blocked"), "true")
                    .is(FORBIDDEN, "the key or its team is blocked; unblock it in the console"));

    /** Error codes that may be repeated: an unknown one may be anything, the key included. */
    static final Set<String> CODES = Stream.of(OPENAI, ANTHROPIC, GEMINI, AZURE, MISTRAL, OPENROUTER)
            .flatMap(List::stream)
            .flatMap(rule -> rule.codes().stream())
            .collect(Collectors.toUnmodifiableSet());

    /** Where an error code may be. */
    static final List<String> CODE_FIELDS = List.of(
            "error.code",
            "error.type",
            "error.details.error_code",
            "error.details.reason",
            "error.status",
            "code",
            "type",
            "error.metadata.limit_source");

    private Rules() {}
}
