package io.muster.validation.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Turns the text of one variable into its value: placeholders first, since one may be long enough and of the right type.
 *
 * @param variable what is asked for
 * @param raw the text as found
 * @param circumstances what it depends on besides its text
 * @param remarks takes what is wrong or odd, apart from what ends the reading
 */
record Reading<T>(Variable<T> variable, String raw, Circumstances circumstances, Consumer<Remark> remarks) {

    /**
     * What a reading depends on besides the text.
     *
     * @param lenient whether weak secrets are only a warning
     * @param published secrets that everybody knows
     * @param secrets takes each secret before anything is said of it
     * @param hatches whether this switch is on, so that it lets a rule pass
     * @param skipped whether errors of this code are let pass
     */
    record Circumstances(
            boolean lenient,
            Set<String> published,
            Consumer<Secret> secrets,
            Predicate<Variable<Boolean>> hatches,
            Predicate<String> skipped) {}

    private Type<T> type() {
        return variable.type();
    }

    /** The value; everything that is wrong with it goes to the remarks but what is thrown. */
    T value(List<Demands.Ruled<T>> rules) throws Rejected {
        String text = type().isSecret() ? raw : raw.strip();
        hide(text);
        refusePlaceholder(text);
        T value = parse(text);
        refuseWeakSecrets(value);
        // rules see a secret without a trailing comment, which would lend it a length that it does not have
        T ruled = type().isSecret() ? type().parse(withoutComment(text)) : value;
        ask(rules, ruled);
        sayOddities(text, value);
        return value;
    }

    private void hide(String text) {
        Secret whole = type().isSecret() ? Secret.of(text) : type().isUrl() ? ConnectionUrl.guess(text) : null;
        if (whole != null && !Placeholder.secret(whole.reveal(), variable.names())) {
            circumstances.secrets.accept(whole);
            if (type().isMultiline()) {
                SecretTypes.partsOf(text).forEach(circumstances.secrets);
            }
            String bare = Placeholder.withoutComment(whole.reveal());
            if (bare.length() < whole.length()) {
                circumstances.secrets.accept(Secret.of(bare));
            }
        }
    }

    /** In a text of lines, a comment is part of what the text says. */
    private String withoutComment(String text) {
        return type().isMultiline() ? text : Placeholder.withoutComment(text);
    }

    private void refusePlaceholder(String text) throws Rejected {
        if (Template.in(text, type())) {
            throw new Rejected(
                    Codes.TEMPLATE,
                    "is a template that nothing has filled in",
                    "set the value itself, or let what starts the service replace it");
        }
        if (type().isSecret() ? Placeholder.secret(text, variable.names()) : Placeholder.instruction(text)) {
            weak(new Rejected(Codes.PLACEHOLDER, "is a placeholder, not a real value", Fixes.set(variable)));
        }
        Optional<Provider> issuer = NearName.isPublic(variable.name()) ? Provider.of(text) : Optional.empty();
        if (issuer.isPresent() && text.length() >= Provider.SHORTEST) {
            circumstances.secrets.accept(Secret.of(text));
            throw new Rejected(
                    Codes.OTHER_KEY,
                    "holds what looks like a key of " + issuer.get().title() + ", and its prefix publishes it",
                    "revoke the key, and keep the new one on the server");
        }
    }

    /** Ends the reading, or goes on where weak secrets may be. */
    private void weak(Rejected rejected) throws Rejected {
        if (circumstances.lenient) {
            remarks.accept(Remark.warning(rejected));
        } else if (circumstances.skipped.test(rejected.code())) {
            remarks.accept(Remark.error(rejected));
        } else {
            throw rejected;
        }
    }

    private T parse(String text) throws Rejected {
        try {
            return type().parse(text);
        } catch (Rejected e) {
            String bare = Placeholder.withoutQuotes(Placeholder.withoutComment(text));
            if (bare.equals(text) || !parses(bare)) {
                throw e;
            }
            throw Placeholder.withoutComment(text).equals(text) ? quoted() : commented();
        }
    }

    private boolean parses(String text) {
        try {
            type().parse(text);
            return true;
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            return false;
        }
    }

    private static Rejected commented() {
        return new Rejected(
                Codes.COMMENT,
                "has what looks like a comment in it, which is part of the value",
                "move the comment to a line of its own");
    }

    private static Rejected quoted() {
        return new Rejected(Codes.QUOTES, "has quotes around it, which are part of the value", "remove the quotes");
    }

    private void refuseWeakSecrets(T value) throws Rejected {
        for (Secret secret : type().secrets(value)) {
            if (type().isSecret()) {
                Secret bare = Secret.of(withoutComment(secret.reveal()));
                try {
                    SecretTypes.requireVaried(variable.name(), bare);
                } catch (Rejected e) {
                    weak(e);
                }
            } else if (Placeholder.secret(secret.reveal(), namesIn(value))) {
                weak(new Rejected(
                        Codes.PLACEHOLDER,
                        "has a placeholder or a well-known default as its password",
                        "openssl rand -hex 24, set it in the server and in the URL"));
            } else {
                circumstances.secrets.accept(secret);
            }
            if (circumstances.published.contains(secret.reveal())) {
                weak(new Rejected(
                        Codes.PUBLISHED, "is published in an example that everybody can read", Fixes.set(variable)));
            }
        }
    }

    private List<String> namesIn(T value) {
        return value instanceof DatabaseUrl url
                ? List.of(variable.name(), url.user().orElse(""), url.database())
                : List.of(variable.name());
    }

    /** Every rule, whatever the others say. */
    void ask(List<Demands.Ruled<T>> rules, T value) {
        rules.forEach(rule -> ask(rule, value));
    }

    private void ask(Demands.Ruled<T> ruled, T value) {
        Rule<? super T> rule = ruled.rule();
        Optional<String> violation;
        try {
            violation = rule.violation(value);
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            remarks.accept(Remark.broken("rule '" + rule + "'", e));
            return;
        }
        violation.ifPresent(message -> remarks.accept(remark(ruled, message)));
    }

    private Remark remark(Demands.Ruled<T> ruled, String message) {
        Rule<? super T> rule = ruled.rule();
        Conditional<T> source = ruled.source();
        String because = source == null ? "" : " when " + source.when();
        if (rule.isWarning()) {
            return new Remark(Optional.empty(), rule.code(), message + because, rule.fix());
        }
        if (source != null && source.hatch() != null && circumstances.hatches.test(source.hatch())) {
            return new Remark(
                    Optional.empty(),
                    Codes.GUARD_OFF,
                    message + because + "; let pass by " + source.hatch(),
                    "unset " + source.hatch() + " where this is not meant");
        }
        if (rule.code().equals(Codes.WEAK) && circumstances.lenient) {
            return new Remark(Optional.empty(), rule.code(), message + because, rule.fix());
        }
        boolean profiled = source != null && source.when().isProfile();
        String code = profiled ? Codes.PROFILE : rule.code();
        return new Remark(Optional.of(Failure.CONFIGURATION), code, message + because, rule.fix());
    }

    private void sayOddities(String text, T value) {
        if (!withoutComment(text).equals(text)) {
            remarks.accept(Remark.warning(commented()));
        }
        if (!Placeholder.withoutQuotes(text).equals(text)) {
            remarks.accept(Remark.warning(quoted()));
        }
        type().oddity(value).map(Remark::warning).ifPresent(remarks);
    }
}
