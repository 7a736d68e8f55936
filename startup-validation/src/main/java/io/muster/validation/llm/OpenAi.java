package io.muster.validation.llm;

import java.util.Set;

/** What the answers of OpenAI, and of those who imitate it, stand for. */
final class OpenAi {
    private static final Set<String> QUOTA = Set.of(
            "insufficient_quota",
            "credit_balance_exhausted",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
            "billing_hard_limit_reached",
            "billing_not_active");
    private static final Set<String> OTHERS = Set.of(
            "invalid_api_key",
            "model_not_found",
            "rate_limit_exceeded",
            "slow_down",
            "server_is_overloaded",
            "invalid_organization",
            "ip_not_authorized",
            "unsupported_country_region_territory",
            "account_deactivated");
    private static final Set<String> FORBIDDEN =
            Set.of("invalid_organization", "ip_not_authorized", "unsupported_country_region_territory");

    private OpenAi() {}

    /** @param model whether the question was about one model */
    static Answer judge(int status, String body, boolean model) {
        ErrorBody error = ErrorBody.parse(body);
        return new Answer(verdict(status, error, model), note(status, error));
    }

    private static Verdict verdict(int status, ErrorBody error, boolean model) {
        if (status >= 200 && status < 300) {
            return error.json() ? Verdict.OK : Verdict.INCONCLUSIVE;
        }
        return switch (status) {
            case 401 -> unauthorized(error);
            case 403 -> forbidden(error);
            case 402 -> Verdict.QUOTA;
            case 404 -> model && error.json() ? Verdict.MODEL_MISSING : Verdict.INCONCLUSIVE;
            case 407 -> Verdict.UNREACHABLE;
            case 429 ->
                QUOTA.contains(error.code()) || QUOTA.contains(error.type()) ? Verdict.QUOTA : Verdict.THROTTLED;
            case 503 ->
                error.code().equals("server_is_overloaded") || error.code().equals("slow_down")
                        ? Verdict.BUSY
                        : Verdict.TRANSIENT;
            case 529 -> Verdict.BUSY;
            case 408, 409, 425 -> Verdict.TRANSIENT;
            default -> status >= 500 ? Verdict.TRANSIENT : Verdict.INCONCLUSIVE;
        };
    }

    private static Verdict unauthorized(ErrorBody error) {
        if (error.message().contains("missing scopes")) {
            return Verdict.OK_LIMITED;
        }
        boolean elsewhere = FORBIDDEN.contains(error.code())
                || error.message().contains("member of an organization")
                || error.message().contains("ip not authorized");
        return elsewhere ? Verdict.FORBIDDEN : Verdict.REJECTED;
    }

    private static Verdict forbidden(ErrorBody error) {
        if (error.message().contains("missing scopes")) {
            return Verdict.OK_LIMITED;
        }
        // a firewall's page says nothing about the key
        return error.json() ? Verdict.FORBIDDEN : Verdict.INCONCLUSIVE;
    }

    /** Only codes that are known are repeated: an unknown one may be anything, the key included. */
    private static String note(int status, ErrorBody error) {
        String code = QUOTA.contains(error.code()) || OTHERS.contains(error.code()) ? ", " + error.code() : "";
        String page = error.json() ? "" : ", no JSON";
        return status == 407 ? "proxy authentication required" : "HTTP " + status + code + page;
    }
}
