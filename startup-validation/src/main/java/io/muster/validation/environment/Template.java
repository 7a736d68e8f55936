package io.muster.validation.environment;

/** Tells values that a template engine, a shell or a deployment tool should have filled in. */
final class Template {
    private Template() {}

    /** Whether the value, or a part of it when it is a URL, is still a template. */
    static boolean in(String value, boolean url) {
        String text = Placeholder.withoutQuotes(value.strip());
        return enclosed(text, "${", "}")
                || enclosed(text, "{{", "}}")
                || enclosed(text, "$(", ")")
                || enclosed(text, "<", ">")
                || text.startsWith("!Ref ")
                || text.startsWith("!Sub ")
                || text.startsWith("!GetAtt ")
                || percent(text)
                || (url && inside(text));
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

    private static boolean closed(String text, String open, String close) {
        int begin = text.indexOf(open);
        return begin >= 0 && text.indexOf(close, begin + open.length() + 1) >= 0;
    }
}
