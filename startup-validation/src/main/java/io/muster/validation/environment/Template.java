package io.muster.validation.environment;

import java.util.function.Predicate;

/** Tells values that a template engine, a shell or a deployment tool should have filled in. */
final class Template {
    /** No reference or command is longer; so the time grows with the length of a value and no faster. */
    private static final int LONGEST = 200;

    private Template() {}

    /** Whether the value, or a part of it when it is a URL or a secret, is still a template. */
    static boolean in(String value, Type<?> type) {
        String text = Placeholder.withoutQuotes(value.strip());
        return enclosed(text, "${", "}")
                || enclosed(text, "{{", "}}")
                || enclosed(text, "$(", ")")
                || enclosed(text, "<", ">")
                || text.startsWith("!Ref ")
                || text.startsWith("!Sub ")
                || text.startsWith("!GetAtt ")
                || percent(text)
                || (type.isUrl() && inside(text))
                || (type.isSecret() && certainlyInside(text));
    }

    private static boolean enclosed(String text, String open, String close) {
        return text.length() > open.length() + close.length()
                && text.startsWith(open)
                && text.indexOf(close) == text.length() - close.length();
    }

    private static boolean percent(String text) {
        int last = text.length() - 1;
        return last > 2
                && text.charAt(0) == '%'
                && text.charAt(last) == '%'
                && text.substring(1, last).chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_');
    }

    private static boolean inside(String url) {
        return closed(url, "${", "}") || closed(url, "{{", "}}") || closed(url, "$(", ")") || closed(url, "<", ">");
    }

    /** Random characters happen to have brackets, but hardly with a name or a command in them. */
    private static boolean certainlyInside(String secret) {
        return closed(secret, "{{", "}}")
                || holds(secret, "${", '}', Template::isName)
                || holds(secret, "$(", ')', inner -> isName(inner) || inner.indexOf(' ') > 0);
    }

    private static boolean holds(String text, String open, char close, Predicate<String> inner) {
        int end = 0;
        for (int begin = text.indexOf(open); begin >= 0; begin = text.indexOf(open, begin + 1)) {
            end = end > begin ? end : text.indexOf(close, begin);
            if (end < 0) {
                return false;
            }
            if (end - begin <= LONGEST && inner.test(text.substring(begin + open.length(), end))) {
                return true;
            }
        }
        return false;
    }

    /** Such as {@code DB_PASSWORD} and {@code PW:-default}. */
    private static boolean isName(String text) {
        int end = text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
        return end > 1
                && (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_')
                && text.chars().limit(end).allMatch(c -> Character.isLetterOrDigit(c) || "_.-".indexOf(c) >= 0);
    }

    private static boolean closed(String text, String open, String close) {
        int begin = text.indexOf(open);
        return begin >= 0 && text.indexOf(close, begin + open.length() + 1) >= 0;
    }
}
