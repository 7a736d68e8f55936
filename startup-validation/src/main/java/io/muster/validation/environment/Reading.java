package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.util.function.Consumer;

/**
 * Turns the text of one variable into its value: placeholders first, since one may be long enough and of the right type.
 *
 * @param variable what is asked for
 * @param raw the text as found
 * @param secrets takes each secret before anything is said of it
 * @param oddities takes what is odd and not wrong
 */
record Reading<T>(Variable<T> variable, String raw, Consumer<Secret> secrets, Consumer<Rejected> oddities) {

    T value() throws Rejected {
        Kind<T> kind = variable.kind();
        String text = kind.secret() ? raw : raw.strip();
        hide(kind, text);
        refusePlaceholder(kind, text);
        T value = kind.parse(text);
        for (Secret secret : kind.secrets(value)) {
            refuseSecret(kind, secret);
        }
        // rules see a secret without a trailing comment, which would lend it a length that it does not have
        T ruled = kind.secret() ? kind.parse(Placeholder.withoutComment(text)) : value;
        for (Rule<T> rule : variable.rules()) {
            rule.require(ruled);
        }
        sayOddities(kind, text, value);
        return value;
    }

    private void hide(Kind<T> kind, String text) {
        Secret whole = kind.secret() ? Secret.of(text) : kind.url() ? Kind.guess(text) : null;
        if (whole != null && !Placeholder.secret(whole.reveal(), variable.name())) {
            secrets.accept(whole);
            String bare = Placeholder.withoutComment(whole.reveal());
            if (bare.length() < whole.length()) {
                secrets.accept(Secret.of(bare));
            }
        }
    }

    private void refusePlaceholder(Kind<T> kind, String text) throws Rejected {
        if (Placeholder.template(text, kind.url())) {
            throw new Rejected(
                    Codes.TEMPLATE,
                    "is a template that nothing has filled in",
                    "set the value itself, or let what starts the service replace it");
        }
        boolean placeholder = kind.secret() ? Placeholder.secret(text, variable.name()) : Placeholder.instruction(text);
        if (placeholder) {
            throw new Rejected(Codes.PLACEHOLDER, "is a placeholder, not a real value", Fixes.set(variable));
        }
    }

    private void refuseSecret(Kind<T> kind, Secret secret) throws Rejected {
        if (kind.secret()) {
            Kinds.requireDistinct(variable.name(), Secret.of(Placeholder.withoutComment(secret.reveal())));
            return;
        }
        String user =
                kind.parse(raw.strip()) instanceof DatabaseUrl url ? url.user().orElse("") : "";
        if (Placeholder.secret(secret.reveal(), variable.name(), user)) {
            throw new Rejected(
                    Codes.PLACEHOLDER,
                    "has a placeholder or a well-known default as its password",
                    "openssl rand -hex 24, set it in the server and in the URL");
        }
        secrets.accept(secret);
    }

    private void sayOddities(Kind<T> kind, String text, T value) {
        if (!Placeholder.withoutComment(text).equals(text)) {
            oddities.accept(new Rejected(
                    Codes.COMMENT,
                    "has what looks like a comment in it, which is part of the value",
                    "move the comment to a line of its own"));
        }
        if (text.length() > 1
                && "\"'".indexOf(text.charAt(0)) >= 0
                && text.charAt(0) == text.charAt(text.length() - 1)) {
            oddities.accept(new Rejected(
                    Codes.QUOTES, "has quotes around it, which are part of the value", "remove the quotes"));
        }
        kind.warning()
                .apply(value)
                .ifPresent(message ->
                        oddities.accept(new Rejected(Codes.SHAPE, message, "check that it is the key that was meant")));
    }
}
