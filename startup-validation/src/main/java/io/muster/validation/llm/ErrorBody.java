package io.muster.validation.llm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Locale;

/**
 * What an error body says: hostile input, of any shape, possibly cut off.
 *
 * @param json whether it began as a JSON object
 * @param code the error's code, be it text or number; empty when there is none
 * @param type the error's type; empty when there is none
 * @param message the error's words, in lower case; to be looked at and never passed on
 */
record ErrorBody(boolean json, String code, String type, String message) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(8_192)
                    .build())
            .build();

    static ErrorBody parse(String body) {
        var found = new String[] {"", "", ""};
        boolean json = false;
        try (JsonParser parser = JSON.createParser(body)) {
            json = parser.nextToken() == JsonToken.START_OBJECT;
            if (json) {
                read(parser, found);
            }
        } catch (IOException e) {
            // cut off or broken: what was read so far still counts
        }
        return new ErrorBody(json, found[0], found[1], found[2].toLowerCase(Locale.ROOT));
    }

    /** Takes the first code, type and message at the top or in an object called error. */
    private static void read(JsonParser parser, String[] found) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            if (token == JsonToken.END_OBJECT) {
                depth--;
            } else if (token == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.START_OBJECT && name.equals("error") && depth == 1) {
                    depth++;
                } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else {
                    keep(name, parser, found);
                }
            }
        }
    }

    private static void keep(String name, JsonParser parser, String[] found) throws IOException {
        int index = switch (name) {
            case "code" -> 0;
            case "type" -> 1;
            case "message", "error" -> 2;
            default -> -1;
        };
        String text = index < 0 || parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getValueAsString();
        if (text != null && found[index].isEmpty()) {
            found[index] = text;
        }
    }
}
