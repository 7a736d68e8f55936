package io.muster.validation.environment;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells values that somebody forgot to replace from real ones, by words and patterns: entropy cannot.
 *
 * <p>Patterns are anchored at separators, so that a random key is not refused for a word that it happens to contain.
 */
final class Placeholder {
    private static final Pattern SEPARATORS = Pattern.compile("[_\\-. ]+");
    private static final Pattern COMMENT = Pattern.compile("\\s+#(?:\\s.*)?$", Pattern.DOTALL);
    private static final Pattern TEMPLATE = Pattern.compile(
            "\\$\\{[^}]{0,200}}|\\{\\{.{0,200}}}|\\$\\([^)]{0,200}\\)|!(?:Ref|Sub)\\s.{0,200}|%[A-Z_]{2,100}%|<[^<>]{1,200}>",
            Pattern.DOTALL);
    private static final Pattern TEMPLATE_INSIDE =
            Pattern.compile("\\$\\{[A-Za-z_][^}]{0,200}}|\\{\\{[^}]{1,200}}}|\\$\\([A-Za-z_][^)]{0,200}\\)");
    private static final Pattern KEY_PREFIX =
            Pattern.compile("^(?:sk|pk|re|gsk|xai|hf|key|token)-(?:proj-|ant-|or-|lf-)?(?:v1-|api03-)?");

    /** Left by whoever wrote the example: wrong in any variable. */
    private static final Pattern INSTRUCTION =
            Pattern.compile("(?:^|.*-)change-?(?:me|this|it|in-production)(?:-.*|\\d*|!*)$"
                    + "|^(?:.*-)?your-(?:.*-)?(?:key|secret|token|password|here|id|dsn|username|user|host|value|name)(?:-.*)?$"
                    + "|^(?:https?://)?(?:.*-)?your-?domain(?:-.*)?$"
                    + "|^(?:.*-)?replace-?(?:me|this|with)(?:-.*)?$"
                    + "|^insert-.*|^put-.*-here$|.*-here$|^<.*>$|^todo(?:-.*)?$|^fixme$|^tbd$");

    /** Fine as a name, wrong as a secret. */
    private static final Set<String> WORDS =
            Set.of(("changeme changeit password passwd secret admin root postgres redis"
                            + " test testing example dummy demo none null todo tbd fixme replaceme insert xxx foo bar 123456"
                            + " 12345678 123456789 1234567890 qwerty letmein guest default development dev supersecret"
                            + " strongpass123! no-key ollama password1 password123 admin123 secret123 s3cret pass"
                            + " mysecretpassword")
                    .split(" "));

    private static final Pattern SECRET_PATTERN = Pattern.compile(
            "^my-(?:super-)?(?:secret|key|password)(?:-.*)?$|^(?:.*-)?(?:example|placeholder|sample)(?:-.*)?$"
                    + "|^django-insecure-.*|.*\\.\\.\\..*|.*x{6,}.*|.*\\*{4,}.*|.*0{8,}.*|.*12345678.*|.*abcdef0123.*"
                    + "|^(?:super-)?secret-(?:key|token|password)(?:-?\\d*)$|^dev-(?:secret|key|password|only).*");

    private Placeholder() {}

    /** The value without the comment that some env-file readers leave in it. */
    static String withoutComment(String value) {
        return COMMENT.matcher(value).replaceFirst("");
    }

    /** Whether a template engine should have replaced it. */
    static boolean template(String value, boolean url) {
        return TEMPLATE.matcher(value.strip()).matches()
                || (url && TEMPLATE_INSIDE.matcher(value).find());
    }

    /** Whether it is an instruction to the reader: true of no real value of any kind. */
    static boolean instruction(String value) {
        return INSTRUCTION.matcher(fold(withoutComment(value))).matches();
    }

    /** Whether it cannot be a real secret; {@code names} are what it must not repeat, such as its variable's name. */
    static boolean secret(String value, String... names) {
        String bare = withoutComment(value).strip().toLowerCase(Locale.ROOT);
        String folded = fold(bare);
        String body = KEY_PREFIX.matcher(folded).replaceFirst("");
        for (String name : names) {
            if (!name.isEmpty() && fold(name).equals(folded)) {
                return true;
            }
        }
        return WORDS.contains(bare)
                || WORDS.contains(folded)
                || WORDS.contains(body)
                || body.isEmpty()
                || uniform(folded)
                || INSTRUCTION.matcher(folded).matches()
                || INSTRUCTION.matcher(body).matches()
                || SECRET_PATTERN.matcher(folded).matches()
                || SECRET_PATTERN.matcher(bare).matches()
                || SECRET_PATTERN.matcher(body).matches();
    }

    private static boolean uniform(String value) {
        return value.length() > 3 && value.chars().distinct().count() == 1;
    }

    private static String fold(String value) {
        return SEPARATORS.matcher(value.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
    }
}
