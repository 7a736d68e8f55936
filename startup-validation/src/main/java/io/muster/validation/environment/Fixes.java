package io.muster.validation.environment;

/** What to do, in words that can be pasted. */
final class Fixes {
    private static final int CHARACTERS = 64;

    private Fixes() {}

    /** The command that makes a secret of at least this many characters. */
    static String generate(String name, int characters) {
        return then("openssl rand -hex " + Math.max(32, (characters + 1) / 2), name);
    }

    private static String then(String command, String name) {
        return command + ", then set " + name + " or " + name + FileSource.SUFFIX;
    }

    /** The command that makes a value for a secret; empty when only somebody else can issue one. */
    static String command(Variable<?> variable) {
        if (!variable.type().isSecret() || !variable.type().command().isEmpty()) {
            return variable.type().isSecret() ? variable.type().command() : "";
        }
        return variable.type() == Type.SECRET ? "openssl rand -hex " + Math.max(32, (length(variable) + 1) / 2) : "";
    }

    private static int length(Variable<?> variable) {
        return variable.rules().stream()
                .map(rule -> rule.schema().get("minLength"))
                .mapToInt(length -> length instanceof Integer characters ? characters : CHARACTERS)
                .max()
                .orElse(CHARACTERS);
    }

    /** How to set a variable that has no good value. */
    static String set(Variable<?> variable) {
        String name = variable.name();
        String command = command(variable);
        if (!command.isEmpty()) {
            return then(command, name);
        }
        if (variable.type().isSecret()) {
            return "set " + name + " or " + name + FileSource.SUFFIX + " to a real key";
        }
        String example = variable.example().isEmpty() ? "" : ", such as " + variable.example();
        return "set " + name + example;
    }
}
