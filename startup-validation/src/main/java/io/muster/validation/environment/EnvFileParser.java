package io.muster.validation.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code NAME=value} lines in one pass from left to right, without regular expressions. Single use.
 *
 * <p>A line that is wrong is reported, and reading goes on with the next one.
 */
final class EnvFileParser {
    private final String text;
    private final @Nullable Function<String, Optional<String>> outer;
    private final List<EnvFile.Entry> entries = new ArrayList<>();
    private final List<EnvFile.Problem> problems = new ArrayList<>();
    private final Map<String, String> known = new HashMap<>();
    private int at;
    private int line = 1;
    private int lineStart;

    EnvFileParser(String text, @Nullable Function<String, Optional<String>> outer) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.outer = outer;
    }

    EnvFile parse() {
        while (at < text.length()) {
            skipSpaces();
            if (!lineEnds() && text.charAt(at) != '#') {
                assignment();
            }
            skipLine();
        }
        return new EnvFile(List.copyOf(entries), List.copyOf(problems));
    }

    private void assignment() {
        int begin = at;
        String name = name();
        if (name.equals("export") && !lineEnds() && isSpace(text.charAt(at))) {
            skipSpaces();
            begin = at;
            name = name();
        }
        if (name.isEmpty()) {
            problem(begin, "does not begin with a name", "write NAME=value, with letters, digits and '_' in the name");
            return;
        }
        skipSpaces();
        if (lineEnds() || text.charAt(at) != '=') {
            problem(at, "has no '=' after the name", "write NAME=value; a comment begins with '#'");
            return;
        }
        at++;
        int entryLine = line;
        int before = problems.size();
        String value = value();
        if (problems.size() == before) {
            entries.add(new EnvFile.Entry(name, value, entryLine));
            known.put(name, value);
        }
    }

    private String name() {
        int begin = at;
        while (at < text.length() && isNameCharacter(text.charAt(at), at == begin)) {
            at++;
        }
        return text.substring(begin, at);
    }

    private static boolean isNameCharacter(char c, boolean first) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
        return letter || (!first && ((c >= '0' && c <= '9') || c == '.' || c == '-'));
    }

    private String value() {
        int afterEquals = at;
        skipSpaces();
        if (lineEnds()) {
            return "";
        }
        char quote = text.charAt(at);
        if (quote != '"' && quote != '\'') {
            return unquoted(afterEquals);
        }
        int open = at;
        int openLine = line;
        int openLineStart = lineStart;
        at++;
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            quoted(quote, value);
        }
        if (at == text.length()) {
            at = open;
            line = openLine;
            lineStart = openLineStart;
            problem(open, "has a quote that is never closed", "close the quote, or write the value without");
            return "";
        }
        at++;
        skipSpaces();
        if (!lineEnds() && text.charAt(at) != '#') {
            problem(at, "goes on after the closing quote", "quote the whole value; write \\\" for a quote inside");
        }
        return value.toString();
    }

    /** The next piece of a quoted value: in single quotes everything stands for itself. */
    private void quoted(char quote, StringBuilder value) {
        char c = text.charAt(at);
        if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at++;
        } else if (c == '\n') {
            value.append(c);
            newLine();
        } else if (quote == '"' && c == '\\' && at + 1 < text.length()) {
            escape(value);
        } else if (quote == '"' && reference(value)) {
            // has been appended
        } else {
            value.append(c);
            at++;
        }
    }

    private void escape(StringBuilder value) {
        char escaped = text.charAt(at + 1);
        int known = "nrt\\\"$".indexOf(escaped);
        if (known < 0) {
            value.append('\\');
            at++;
        } else {
            value.append("\n\r\t\\\"$".charAt(known));
            at += 2;
        }
    }

    /** Up to a comment or the end of the line; a {@code #} begins a comment only after a space. */
    private String unquoted(int afterEquals) {
        var value = new StringBuilder();
        int length = 0;
        while (!lineEnds()) {
            char c = text.charAt(at);
            if (c == '#' && at > afterEquals && isSpace(text.charAt(at - 1))) {
                break;
            }
            if (!reference(value)) {
                value.append(c);
                at++;
            }
            length = isSpace(c) ? length : value.length();
        }
        return value.substring(0, length);
    }

    /** Replaces a reference that begins here; false when none does or none is asked for. */
    private boolean reference(StringBuilder value) {
        if (outer == null || !text.startsWith("${", at)) {
            return false;
        }
        Optional<EnvReference> parsed = EnvReference.at(text, at);
        if (parsed.isEmpty()) {
            problem(at, "has a reference that is not ${NAME}", "close it with '}', or write \\$ in double quotes");
            at += 2;
            return true;
        }
        EnvReference reference = parsed.get();
        String name = reference.name();
        Optional<String> found = outer.apply(name).or(() -> Optional.ofNullable(known.get(name)));
        Optional<String> result = reference.resolve(found);
        if (result.isEmpty()) {
            problem(
                    at,
                    "refers to " + name + ", which is not set",
                    "set " + name + " before, or write ${" + name + ":-default}");
        }
        value.append(result.orElse(""));
        at = reference.end();
        return true;
    }

    private void skipSpaces() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private boolean lineEnds() {
        return at >= text.length() || text.charAt(at) == '\n';
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            at = text.length();
        } else {
            at = end;
            newLine();
        }
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private void problem(int position, String message, String fix) {
        problems.add(new EnvFile.Problem(line, position - lineStart + 1, message, fix));
    }
}
