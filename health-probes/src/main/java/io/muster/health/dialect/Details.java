package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a check's details: dots in names nest, and what is spelled as a number or a boolean is one. */
final class Details {
    /** JSON's own grammar, of a length that a double holds. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?");

    private static final int DEEPEST = 4;

    private Details() {}

    /** Writes each detail; those that would take a name in {@code reserved} go into an object {@code details}. */
    static void write(JsonGenerator json, Map<String, String> details, Set<String> reserved) throws IOException {
        var free = new LinkedHashMap<String, String>();
        var taken = new LinkedHashMap<String, String>();
        details.forEach((name, value) -> (reserved.contains(head(name)) ? taken : free).put(name, value));
        write(json, free, 1);
        if (!taken.isEmpty()) {
            json.writeObjectFieldStart("details");
            write(json, taken, 1);
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Map<String, String> details, int depth) throws IOException {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        details.forEach((name, value) -> {
            String head = head(name);
            boolean nests = depth < DEEPEST && !head.equals(name) && !details.containsKey(head);
            String rest = nests ? name.substring(head.length() + 1) : "";
            groups.computeIfAbsent(nests ? head : name, key -> new LinkedHashMap<>())
                    .put(rest, value);
        });
        for (var group : groups.entrySet()) {
            String single = group.getValue().get("");
            if (single != null) {
                json.writeFieldName(group.getKey());
                value(json, single);
            } else {
                json.writeObjectFieldStart(group.getKey());
                write(json, group.getValue(), depth + 1);
                json.writeEndObject();
            }
        }
    }

    /** What stands before the first dot; the whole name when nothing stands before or after it. */
    private static String head(String name) {
        int dot = name.indexOf('.');
        return dot <= 0 || dot == name.length() - 1 ? name : name.substring(0, dot);
    }

    /** Writes a number or a boolean as one, everything else as text. */
    static void value(JsonGenerator json, String value) throws IOException {
        if (value.equals("true") || value.equals("false")) {
            json.writeBoolean(value.equals("true"));
        } else if (NUMBER.matcher(value).matches()) {
            json.writeNumber(value);
        } else {
            json.writeString(value);
        }
    }
}
