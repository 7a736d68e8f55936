package io.muster.validation.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a provider answered: hostile input, of any shape, possibly cut off. Immutable.
 *
 * @param status the HTTP status
 * @param json whether the body began as a JSON object
 * @param whole whether all of it was read
 * @param fields the scalar values by their path, such as {@code error.code}; those of an array have the array's path
 * @param retryAfter seconds to wait, as the provider has it; 0 when it has not
 */
record Reply(int status, boolean json, boolean whole, Map<String, List<String>> fields, long retryAfter) {
    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 20_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(8_192)
                    .build())
            .build();

    /** @param complete whether {@code body} is all that there was */
    static Reply of(int status, String body, boolean complete, long retryAfter) {
        var fields = new HashMap<String, List<String>>();
        boolean json = false;
        boolean whole = false;
        try (JsonParser parser = JSON.createParser(body)) {
            json = parser.nextToken() == JsonToken.START_OBJECT;
            if (json) {
                whole = read(parser, fields) && complete;
            }
        } catch (IOException e) {
            // cut off or broken: what was read so far still counts
        }
        return new Reply(status, json, whole, fields, retryAfter);
    }

    /** An object or an array that is open. */
    private record Container(String path, boolean array) {
        String child(String name) {
            return array || path.isEmpty() ? path + (array ? "" : name) : path + "." + name;
        }
    }

    /** Whether it came to the end. */
    private static boolean read(JsonParser parser, Map<String, List<String>> fields) throws IOException {
        Deque<Container> open = new ArrayDeque<>();
        open.push(new Container("", false));
        String name = "";
        for (int values = 0; values < MOST_VALUES; ) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            } else if (token == JsonToken.FIELD_NAME) {
                name = parser.currentName();
            } else if (token.isStructStart()) {
                open.push(new Container(open.element().child(name), token == JsonToken.START_ARRAY));
            } else if (token.isStructEnd()) {
                open.pop();
                if (open.isEmpty()) {
                    return true;
                }
            } else if (token != JsonToken.VALUE_NULL) {
                values++;
                fields.computeIfAbsent(open.element().child(name), path -> new ArrayList<>())
                        .add(parser.getText());
            }
        }
        return false;
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    boolean has(String path) {
        return fields.containsKey(path);
    }

    List<String> all(String path) {
        return fields.getOrDefault(path, List.of());
    }

    /** Whether it holds an error, be it an object or a text. */
    boolean error() {
        return fields.keySet().stream().anyMatch(path -> path.equals("error") || path.startsWith("error."));
    }

    /** Whether a message of the error has these words, which are in lower case; to be looked at and never passed on. */
    boolean says(String words) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().equals("error")
                        || field.getKey().equals("detail")
                        || field.getKey().endsWith("message"))
                .flatMap(field -> field.getValue().stream())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }
}
