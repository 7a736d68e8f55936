package io.muster.lifecycle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Scrubs secrets from text. Thread-safe; one for each manager, shared by every module.
 *
 * <p>It knows each added secret raw, percent-encoded, Base64-encoded and JSON-escaped. Secrets shorter than
 * {@value #MIN_LENGTH} characters are not searched for, since they would be found everywhere; they must not be put into a
 * text in the first place. Passwords in URLs and in {@code password=...} pairs are scrubbed whether known or not.
 */
public final class Redactor {
    /** The shortest secret that is searched for. */
    public static final int MIN_LENGTH = 8;

    private static final String MASK = "***";
    /** Bounded repetitions only: input may be a hostile megabyte. */
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^\\s/:@?#\"']{0,256}:)([^\\s/@\"']{1,1024})(@)");

    private static final Pattern PAIR =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)=)([^\\s&;,\"']{1,1024})");

    /** Longest first, so that a secret that contains another one is scrubbed whole. */
    private volatile String[] forms = {};

    /** A redactor that knows no secret yet. */
    public Redactor() {}

    /** From now on {@code secret} is scrubbed. */
    public void add(Secret secret) {
        String raw = secret.reveal();
        if (raw.length() < MIN_LENGTH) {
            return;
        }
        synchronized (this) {
            var all = new TreeSet<>(
                    Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
            all.addAll(Arrays.asList(forms));
            addForms(raw, all);
            forms = all.toArray(String[]::new);
        }
    }

    private static void addForms(String raw, Set<String> all) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(raw, StandardCharsets.UTF_8);
        all.add(raw);
        all.add(encoded);
        all.add(encoded.replace("+", "%20"));
        all.add(Base64.getEncoder().encodeToString(bytes));
        all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        all.add(raw.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
        all.add(raw.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    /** {@code text} without any known secret, URL password or {@code password=} value. */
    public String scrub(String text) {
        String result = text;
        for (String form : forms) {
            if (result.contains(form)) {
                result = result.replace(form, MASK);
            }
        }
        if (result.contains("://")) {
            result = URL_PASSWORD.matcher(result).replaceAll("$1" + MASK + "$3");
        }
        return result.indexOf('=') < 0 ? result : PAIR.matcher(result).replaceAll("$1" + MASK);
    }

    /** The stack trace of {@code thrown}, its causes and what it suppressed, for a log: their messages are scrubbed. */
    public String scrub(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return scrub(trace.toString());
    }
}
