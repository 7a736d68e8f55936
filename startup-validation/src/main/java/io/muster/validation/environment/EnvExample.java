package io.muster.validation.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a declaration as a file to copy and fill in. Single use. */
final class EnvExample {
    private static final int WIDTH = 100;
    private static final String PLAIN = "_./:@,+=%-";

    private final StringBuilder out = new StringBuilder();

    String render(Variables variables) {
        comment("Made from the declaration of the variables. Copy it and fill in what is empty.");
        comment("NAME can also be given as NAME_FILE, with the path of a file that holds the value.");
        for (Variables.Group group : variables.groups()) {
            if (!group.title().isEmpty()) {
                out.append('\n');
                comment("== " + line(group.title()) + " ==");
            }
            group.variables().forEach(this::variable);
        }
        if (!variables.relations().isEmpty()) {
            out.append('\n');
            comment("Across variables:");
            variables.relations().forEach(relation -> comment("- " + line(relation(relation))));
        }
        return out.toString();
    }

    /** Such as {@code A, B: must be set together or not at all, when the profile is production}. */
    static String relation(Relation relation) {
        String text = relation.toString();
        String names = String.join(
                ", ", relation.variables().stream().map(Variable::name).toList());
        String named = text.contains(relation.variables().get(0).name()) ? text : names + ": " + text;
        return named
                + relation.condition().map(condition -> ", when " + condition).orElse("");
    }

    private void variable(Variable<?> variable) {
        var described = new Described(variable);
        out.append('\n');
        if (!variable.description().isEmpty()) {
            comment(line(variable.description()));
        }
        var facts = new ArrayList<>(List.of(variable.type().label(), described.need()));
        facts.addAll(described.names());
        comment(line(String.join("; ", facts)));
        described.rules().forEach(rule -> comment(line(rule)));
        boolean shown = !described.holdsSecret();
        if (!shown && !variable.type().isSecret() && !variable.example().isEmpty()) {
            comment("such as " + line(variable.example()));
        }
        described.generate().ifPresent(command -> comment("generate: " + command));
        Optional<String> value = variable.defaultText()
                .or(() -> Optional.of(variable.example()).filter(example -> shown && !example.isEmpty()));
        boolean active =
                variable.need() == Need.REQUIRED || variable.defaultText().isPresent();
        out.append(active ? "" : "# ")
                .append(variable.name())
                .append('=')
                .append(value.map(EnvExample::quoted).orElse(""))
                .append('\n');
    }

    /** As the reader of such files takes it for exactly this text. */
    static String quoted(String value) {
        if (value.chars().allMatch(EnvExample::isPlain)) {
            return value;
        }
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return '"' + escaped + '"';
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    private static String line(String text) {
        var line = new StringBuilder();
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    private void comment(String text) {
        String rest = text;
        String begin = "# ";
        while (rest.length() > WIDTH - begin.length() && rest.lastIndexOf(' ', WIDTH - begin.length()) > 0) {
            int space = rest.lastIndexOf(' ', WIDTH - begin.length());
            out.append(begin).append(rest, 0, space).append('\n');
            rest = rest.substring(space + 1);
            begin = "#   ";
        }
        out.append(begin).append(rest).append('\n');
    }
}
