package io.muster.validation.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells values that somebody forgot to replace from real ones, by words and patterns: entropy cannot.
 *
 * <p>It compares whole words, so that a random key is not refused for a word that it happens to contain, and uses no
 * regular expression: its time grows with the length of a value and no faster.
 */
final class Placeholder {
    /** Fine as a name, wrong as a secret. */
    private static final Set<String> SECRETS =
            Set.of(("changeme changeit password passwd secret admin root postgres redis"
                            + " test testing example dummy demo none null todo tbd fixme replaceme insert xxx foo bar 123456"
                            + " 12345678 123456789 1234567890 qwerty letmein guest default development dev supersecret"
                            + " strongpass123! no-key ollama password1 password123 admin123 secret123 s3cret pass"
                            + " mysecretpassword")
                    .split(" "));

    private static final Set<String> CHANGE = Set.of("changeme", "changethis", "changeit", "replaceme", "replacethis");
    private static final Set<String> AFTER_CHANGE = Set.of("me", "this", "it", "with");
    private static final Set<String> YOURS = Set.of(
            "key",
            "secret",
            "token",
            "password",
            "here",
            "id",
            "dsn",
            "username",
            "user",
            "host",
            "value",
            "name",
            "domain");
    private static final Set<String> PUT = Set.of("put", "insert", "enter", "add", "paste");
    private static final Set<String> UNDONE = Set.of("todo", "tbd", "fixme");
    private static final Set<String> SAMPLES = Set.of("example", "placeholder", "sample");
    private static final Set<String> SECRET_NOUNS = Set.of("secret", "key", "password", "token");
    private static final Set<String> KEY_PREFIXES =
            Set.of("sk", "pk", "re", "gsk", "xai", "hf", "key", "token", "proj", "ant", "or", "lf", "v1", "api03");
    private static final List<String> GIVEAWAYS = List.of(
            "example",
            "placeholder",
            "changeme",
            "...",
            "xxxxxx",
            "****",
            "00000000",
            "12345678",
            "abcdef0123",
            "django-insecure-");
    /** Nobody writes a longer one; what is longer is looked at for its first character alone. */
    private static final int LONGEST = 1_000;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String KEYBOARD = "1234567890qwertyuiopasdfghjklzxcvbnm";

    private Placeholder() {}

    /** The value without the comment that some env-file readers leave in it. */
    static String withoutComment(String value) {
        for (int i = value.indexOf('#', 1); i > 0; i = value.indexOf('#', i + 1)) {
            boolean ends = i + 1 == value.length() || Character.isWhitespace(value.charAt(i + 1));
            if (ends && Character.isWhitespace(value.charAt(i - 1))) {
                return value.substring(0, i).stripTrailing();
            }
        }
        return value;
    }

    /** The value without the quotes that some env-file readers leave around it. */
    static String withoutQuotes(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0 && "\"'".indexOf(value.charAt(0)) >= 0 && value.charAt(0) == value.charAt(last);
        return quoted ? value.substring(1, last) : value;
    }

    private static String bare(String value) {
        return withoutQuotes(withoutComment(value).strip());
    }

    /** Whether it is an instruction to the reader: true of no real value of any kind. */
    static boolean instruction(String value) {
        String bare = bare(value);
        return bare.length() <= LONGEST && bare.chars().noneMatch(Character::isWhitespace) && instruction(words(bare));
    }

    private static boolean instruction(List<String> words) {
        int yours = words.indexOf("your");
        if (yours >= 0 && words.subList(yours + 1, words.size()).stream().anyMatch(YOURS::contains)) {
            return true;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = withoutDigits(words.get(i));
            String next = i + 1 < words.size() ? withoutDigits(words.get(i + 1)) : "";
            boolean verb = word.equals("change") || word.equals("replace");
            boolean inProduction = next.equals("in")
                    && i + 2 < words.size()
                    && words.get(i + 2).equals("production");
            if (CHANGE.contains(word)
                    || word.equals("yourdomain")
                    || (verb && (AFTER_CHANGE.contains(next) || inProduction))) {
                return true;
            }
        }
        String first = words.get(0);
        return words.size() == 1 ? UNDONE.contains(first) : PUT.contains(first) && here(words);
    }

    private static boolean here(List<String> words) {
        return words.size() > 1 && words.get(words.size() - 1).equals("here");
    }

    /** Whether it cannot be a real secret; {@code names} are what it must not repeat, such as its variable's name. */
    static boolean secret(String value, Collection<String> names) {
        String bare = bare(value).toLowerCase(Locale.ROOT);
        if (bare.length() > LONGEST) {
            return uniform(bare);
        }
        List<String> words = words(bare);
        List<String> body = withoutPrefix(words);
        return names.stream()
                        .anyMatch(name -> !name.isEmpty()
                                && words(name.toLowerCase(Locale.ROOT)).equals(words))
                || GIVEAWAYS.stream().anyMatch(bare::contains)
                || SECRETS.contains(bare)
                || uniform(bare)
                || run(bare)
                || Stream.of(words, body).anyMatch(Placeholder::secret);
    }

    private static boolean secret(List<String> words) {
        String first = words.get(0);
        String second = words.size() > 1 ? withoutDigits(words.get(1)) : "";
        return (words.size() == 1 && first.isEmpty())
                || SECRETS.contains(String.join("-", words))
                || words.stream().anyMatch(word -> SAMPLES.contains(word) || (word.length() > 2 && xs(word)))
                || first.equals("todo")
                || (first.equals("insert") && words.size() > 1)
                || here(words)
                || (first.equals("my") && (SECRET_NOUNS.contains(second) || second.equals("super")))
                || (first.equals("dev") && (SECRET_NOUNS.contains(second) || second.equals("only")))
                || (first.equals("super") && second.equals("secret"))
                || (first.equals("secret") && words.size() < 4 && SECRET_NOUNS.contains(second))
                || instruction(words);
    }

    private static boolean uniform(String value) {
        return value.length() > 3 && value.chars().allMatch(c -> c == value.charAt(0));
    }

    private static boolean run(String value) {
        return value.length() > 3 && (ALPHABET.contains(value) || KEYBOARD.contains(value));
    }

    private static boolean xs(String word) {
        return word.chars().allMatch(c -> c == 'x');
    }

    private static String withoutDigits(String word) {
        int end = word.length();
        while (end > 0 && (Character.isDigit(word.charAt(end - 1)) || word.charAt(end - 1) == '!')) {
            end--;
        }
        return word.substring(0, end);
    }

    /** What follows the prefix that a provider gives its keys; one empty word when nothing does. */
    private static List<String> withoutPrefix(List<String> words) {
        int begin = 0;
        while (begin < words.size() && KEY_PREFIXES.contains(words.get(begin))) {
            begin++;
        }
        return begin == words.size() ? List.of("") : words.subList(begin, words.size());
    }

    /** What stands between separators, in lower case; never empty. */
    private static List<String> words(String value) {
        var words = new ArrayList<String>();
        String lower = value.toLowerCase(Locale.ROOT);
        int begin = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || "_-. /:@".indexOf(lower.charAt(i)) >= 0) {
                if (i > begin) {
                    words.add(lower.substring(begin, i));
                }
                begin = i + 1;
            }
        }
        return words.isEmpty() ? List.of("") : words;
    }
}
