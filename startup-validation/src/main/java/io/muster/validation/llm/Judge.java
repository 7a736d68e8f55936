package io.muster.validation.llm;

import java.util.Optional;

/** Says what an answer stands for: by the provider's rules, and by the status where none applies. */
final class Judge {
    private Judge() {}

    static Answer judge(Facts facts, Reply reply, Subject subject) {
        Optional<Rule> rule = facts.rules().stream()
                .filter(each -> each.applies().test(reply, subject))
                .findFirst();
        Verdict verdict = rule.map(Rule::verdict).orElseGet(() -> byStatus(reply, subject));
        String fix = rule.map(Rule::fix).orElse("");
        if (verdict == Verdict.MODEL_MISSING) {
            fix = facts.missingFix();
        }
        return new Answer(verdict, subject, note(reply), fix, reply.retryAfter());
    }

    private static Verdict byStatus(Reply reply, Subject subject) {
        int status = reply.status();
        if (reply.ok()) {
            return success(reply);
        }
        return switch (status) {
            case 401 -> Verdict.REJECTED;
            case 402 -> Verdict.QUOTA;
            // a firewall's page says nothing about the key
            case 403 -> reply.json() ? Verdict.FORBIDDEN : Verdict.INCONCLUSIVE;
            case 404 -> reply.json() && subject.use().isPresent() ? Verdict.MODEL_MISSING : Verdict.INCONCLUSIVE;
            case 407 -> Verdict.PROXY;
            case 408, 409, 425 -> Verdict.TRANSIENT;
            case 429 -> Verdict.THROTTLED;
            case 529 -> Verdict.BUSY;
            default -> status >= 500 ? Verdict.TRANSIENT : Verdict.INCONCLUSIVE;
        };
    }

    /** A portal's page is no answer, and some gateways report errors with success. */
    private static Verdict success(Reply reply) {
        if (!reply.json() || reply.error()) {
            return Verdict.INCONCLUSIVE;
        }
        return Verdict.OK;
    }

    private static String note(Reply reply) {
        if (reply.status() == 407) {
            return "HTTP 407";
        }
        String code = Rules.CODE_FIELDS.stream()
                .flatMap(path -> reply.all(path).stream())
                .filter(Rules.CODES::contains)
                .filter(text -> !text.equals(String.valueOf(reply.status())))
                .findFirst()
                .map(text -> ", " + text)
                .orElse("");
        String redirect = reply.status() >= 300 && reply.status() < 400 ? ", a redirect, which is not followed" : "";
        return "HTTP " + reply.status() + code + redirect + (reply.json() || !redirect.isEmpty() ? "" : ", no JSON");
    }
}
