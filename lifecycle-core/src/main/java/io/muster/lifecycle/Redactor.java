package io.muster.lifecycle;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Scrubs secrets from text. Thread-safe; one for each manager, shared by every module.
 *
 * <p>It knows each added secret raw, with any of its characters escaped as URLs or JSON do it, and in Base64, also after
 * other text as in a Basic {@code Authorization} header. Secrets shorter than {@value #MIN_LENGTH} characters are not
 * searched for, since they would be found everywhere; they must not be put into a text in the first place. Passwords in
 * URLs and in {@code password=...} pairs are scrubbed whether known or not.
 */
public final class Redactor {
    /** The shortest secret that is searched for. */
    public static final int MIN_LENGTH = 8;

    private static final String MASK = "***";
    /** Bounded repetitions only: input may be a hostile megabyte. */
    private static final Pattern URL_PASSWORD = Pattern.compile("(://[^\\s/:@?#\"']{0,256}:)([^\\s/@\"']{1,1024})(@)");

    private static final Pattern PAIR =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)=)([^\\s&;,\"']{1,1024})");

    private volatile SecretForm[] forms = {};

    /** A redactor that knows no secret yet. */
    public Redactor() {}

    /** From now on {@code secret} is scrubbed. */
    public void add(Secret secret) {
        String raw = secret.reveal();
        if (raw.length() < MIN_LENGTH) {
            return;
        }
        synchronized (this) {
            var all = new TreeSet<>(SecretForm.LONGEST_FIRST);
            all.addAll(Arrays.asList(forms));
            addForms(raw, all);
            forms = all.toArray(SecretForm[]::new);
        }
    }

    private static void addForms(String raw, Set<SecretForm> all) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        if (EscapedForm.isNeeded(raw)) {
            all.add(new EscapedForm(raw));
        }
        var literal = new ArrayList<String>(List.of(raw, raw.replace(' ', '+')));
        literal.add(Base64.getEncoder().encodeToString(bytes));
        literal.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        literal.add(Base64.getUrlEncoder().encodeToString(bytes));
        literal.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        for (int before = 0; before < 3; before++) {
            literal.add(aligned(Base64.getEncoder(), bytes, before));
            literal.add(aligned(Base64.getUrlEncoder(), bytes, before));
        }
        literal.forEach(each -> all.add(new SecretForm.Literal(each)));
    }

    /** What is the same in every Base64 text in which so many bytes (modulo 3) stand before these: the whole characters. */
    private static String aligned(Base64.Encoder encoder, byte[] bytes, int before) {
        var shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = encoder.withoutPadding().encodeToString(shifted);
        return encoded.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    /** {@code text} without any known secret, URL password or {@code password=} value. */
    public String scrub(String text) {
        String result = text;
        for (SecretForm form : forms) {
            result = form.scrub(result, MASK);
        }
        if (result.contains("://")) {
            result = URL_PASSWORD.matcher(result).replaceAll("$1" + MASK + "$3");
        }
        return result.indexOf('=') < 0 ? result : PAIR.matcher(result).replaceAll("$1" + MASK);
    }

    /** The stack trace of {@code thrown}, its causes and what it suppressed, for a log: their messages are scrubbed. */
    public String scrub(Throwable thrown) {
        var trace = new StringWriter();
        Scrubbed.of(thrown, this).printStackTrace(new PrintWriter(trace));
        return scrub(trace.toString());
    }
}
