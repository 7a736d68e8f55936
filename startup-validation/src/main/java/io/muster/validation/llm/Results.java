package io.muster.validation.llm;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.HealthResult;
import java.util.Comparator;
import java.util.List;

/** Says a provider's answers as a result, or as findings when the service cannot start with them. */
final class Results {
    private Results() {}

    static HealthResult mock(LlmProvider provider) {
        return HealthResult.degraded("answers come from a mock; the provider was not asked")
                .with("provider", provider.title())
                .with("mode", "MOCK");
    }

    static HealthResult off(LlmProvider provider) {
        return HealthResult.up()
                .with("provider", provider.title())
                .with("mode", LlmMode.OFF)
                .with("skipped", "the provider was not asked");
    }

    /** @throws FailureException with every failure, while the service starts */
    static HealthResult of(Question question, List<Answer> answers, boolean starting) {
        List<Answer> failures = answers.stream()
                .filter(answer -> answer.verdict().failure().isPresent())
                .sorted(Comparator.comparing(Answer::verdict))
                .toList();
        String title = question.provider().title();
        if (!failures.isEmpty() && starting) {
            List<Finding> findings =
                    failures.stream().map(answer -> answer.finding(title)).toList();
            throw new FailureException(title + " cannot be used", findings);
        }
        HealthResult result = failures.isEmpty() ? usable(answers) : down(failures.get(0));
        return described(result, question, answers);
    }

    private static HealthResult down(Answer worst) {
        return HealthResult.down(worst.verdict().failure().orElse(Failure.BUG), worst.sentence())
                .with("code", worst.verdict().code());
    }

    private static HealthResult usable(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.verdict().doubtful())
                .findFirst()
                .map(answer -> HealthResult.degraded(answer.sentence())
                        .with("code", answer.verdict().code()))
                .orElse(HealthResult.up());
    }

    private static HealthResult described(HealthResult result, Question question, List<Answer> answers) {
        HealthResult described = result.with("provider", question.provider().title())
                .with("mode", question.mode())
                .with("api_key_set", question.key().length() > 0);
        for (Use use : Use.values()) {
            String id = question.models().get(use);
            described = id == null ? described : described.with(use.words().replace(' ', '_'), id);
        }
        for (Answer answer : answers) {
            boolean limited = answer.verdict() == Verdict.OK_LIMITED;
            described = limited ? described.with("limited", answer.sentence()) : described;
        }
        return described;
    }
}
