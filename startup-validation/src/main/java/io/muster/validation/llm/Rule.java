package io.muster.validation.llm;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What one kind of answer stands for. Immutable.
 *
 * @param applies whether it is about this answer to this question
 * @param verdict what that means
 * @param codes the error codes that it looks for, which may be repeated to the reader
 * @param fix what to do, where that is not what the verdict says; empty otherwise
 */
record Rule(BiPredicate<Reply, Subject> applies, Verdict verdict, Set<String> codes, String fix) {

    /** For answers with one of these statuses. */
    static Condition on(Integer... statuses) {
        var all = Set.of(statuses);
        return new Condition((reply, subject) -> all.contains(reply.status()), Set.of());
    }

    /** The left side of a rule. Immutable. */
    record Condition(BiPredicate<Reply, Subject> applies, Set<String> codes) {
        /** And one of the fields has one of the values. */
        Condition having(List<String> paths, String... values) {
            var all = Set.of(values);
            return new Condition(
                    applies.and((reply, subject) -> paths.stream()
                            .flatMap(path -> reply.all(path).stream())
                            .anyMatch(all::contains)),
                    all);
        }

        Condition having(String path, String... values) {
            return having(List.of(path), values);
        }

        /** And a number is not above zero. */
        Condition spent(String path) {
            return new Condition(
                    applies.and((reply, subject) -> reply.all(path).stream().anyMatch(Condition::notPositive)), codes);
        }

        private static boolean notPositive(String number) {
            try {
                return Double.parseDouble(number) <= 0;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        /** And its message has one of these, in lower case. */
        Condition saying(String... words) {
            return new Condition(
                    applies.and((reply, subject) -> Stream.of(words).anyMatch(reply::says)), codes);
        }

        /** And the question was about the key alone. */
        Condition aboutKey() {
            return new Condition(applies.and((reply, subject) -> subject.use().isEmpty()), codes);
        }

        /** And the question was about a model. */
        Condition aboutModel() {
            return new Condition(applies.and((reply, subject) -> subject.use().isPresent()), codes);
        }

        Rule is(Verdict verdict) {
            return new Rule(applies, verdict, codes, "");
        }

        Rule is(Verdict verdict, String fix) {
            return new Rule(applies, verdict, codes, fix);
        }
    }
}
