package io.muster.lifecycle;

import java.util.Comparator;

/** One way in which a secret may stand in a text. */
interface SecretForm {
    /** Longest first, so that a secret that contains another one is scrubbed whole. */
    Comparator<SecretForm> LONGEST_FIRST = Comparator.comparingInt(SecretForm::length)
            .reversed()
            .thenComparing(form -> form.getClass().getName())
            .thenComparing(SecretForm::text);

    /** What is looked for, unescaped. */
    String text();

    /** {@code text} with {@code mask} in its place. */
    String scrub(String text, String mask);

    /** Its length. */
    default int length() {
        return text().length();
    }

    /** As it stands. */
    record Literal(String text) implements SecretForm {
        @Override
        public String scrub(String searched, String mask) {
            return searched.contains(text) ? searched.replace(text, mask) : searched;
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
