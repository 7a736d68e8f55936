package io.muster.validation.environment;

import java.util.ArrayList;
import java.util.List;

/** Writes a declaration as tables for people. Single use. */
final class MarkdownTable {
    private final StringBuilder out = new StringBuilder();

    String render(Variables variables) {
        for (Variables.Group group : variables.groups()) {
            if (!group.title().isEmpty()) {
                out.append("### ").append(cell(group.title())).append("\n\n");
            }
            row("variable", "type", "need", "rules", "for");
            row("---", "---", "---", "---", "---");
            group.variables().forEach(this::row);
            out.append('\n');
        }
        variables
                .relations()
                .forEach(relation -> out.append("- ")
                        .append(cell(EnvExample.relation(relation)))
                        .append('\n'));
        return out.toString().stripTrailing() + "\n";
    }

    private void row(Variable<?> variable) {
        var described = new Described(variable);
        var rules = new ArrayList<>(described.rules());
        rules.addAll(described.names());
        String need = variable.defaultText().isPresent()
                ? "default " + code(variable.defaultText().get())
                : described.need();
        row(
                code(variable.name()),
                cell(variable.type().label()),
                need,
                cell(String.join("; ", rules)),
                cell(variable.description()));
    }

    private void row(String... cells) {
        out.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
    }

    private static String code(String text) {
        return "`" + cell(text).replace("`", "'") + "`";
    }

    private static String cell(String text) {
        var cell = new StringBuilder();
        text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(cell::appendCodePoint);
        return cell.toString().strip().replace("|", "\\|").replace("<", "&lt;");
    }
}
