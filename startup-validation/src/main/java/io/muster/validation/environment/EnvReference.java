package io.muster.validation.environment;

import java.util.Optional;

/**
 * A reference to another variable in a {@code .env} file.
 *
 * @param name what it refers to
 * @param operator {@code :-}, {@code -}, {@code :?}, {@code ?}, or empty
 * @param word what stands after the operator
 * @param end where the text goes on after it
 */
record EnvReference(String name, String operator, String word, int end) {

    /** The reference that begins with a dollar sign at {@code begin}; empty when it is malformed. */
    static Optional<EnvReference> at(String text, int begin) {
        int nameEnd = begin + 2;
        while (nameEnd < text.length() && isNameCharacter(text.charAt(nameEnd), nameEnd == begin + 2)) {
            nameEnd++;
        }
        int wordBegin = nameEnd;
        while (wordBegin < text.length() && wordBegin < nameEnd + 2 && ":-?".indexOf(text.charAt(wordBegin)) >= 0) {
            wordBegin++;
            if (text.charAt(wordBegin - 1) != ':') {
                break;
            }
        }
        int wordEnd = wordBegin;
        while (wordEnd < text.length() && !endsWord(text, wordEnd)) {
            wordEnd++;
        }
        String operator = text.substring(nameEnd, wordBegin);
        String word = text.substring(wordBegin, wordEnd);
        boolean closed = wordEnd < text.length() && text.charAt(wordEnd) == '}';
        boolean known = operator.isEmpty() ? word.isEmpty() : operator.endsWith("-") || operator.endsWith("?");
        return nameEnd > begin + 2 && closed && known
                ? Optional.of(new EnvReference(text.substring(begin + 2, nameEnd), operator, word, wordEnd + 1))
                : Optional.empty();
    }

    /** A word holds no reference itself, so that no text is read twice. */
    private static boolean endsWord(String text, int at) {
        return text.charAt(at) == '}' || text.charAt(at) == '\n' || text.startsWith("${", at);
    }

    private static boolean isNameCharacter(char c, boolean first) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (!first && c >= '0' && c <= '9');
    }

    /** The replacement, given what the name is set to; empty when it must be set and is not. */
    Optional<String> resolve(Optional<String> value) {
        Optional<String> counted = operator.startsWith(":") ? value.filter(text -> !text.isEmpty()) : value;
        return operator.endsWith("-") ? counted.or(() -> Optional.of(word)) : counted;
    }
}
