package io.muster.validation.environment;

/** What to do, in words that can be pasted. */
final class Fixes {
    private Fixes() {}

    /** The command that makes a secret of at least this many characters. */
    static String generate(String name, int characters) {
        int bytes = Math.max(32, (characters + 1) / 2);
        return "openssl rand -hex " + bytes + ", then set " + name + " or " + name + FileSource.SUFFIX;
    }

    /** How to set a variable that has no good value. */
    static String set(Variable<?> variable) {
        String name = variable.name();
        if (variable.type() == Type.SECRET) {
            return generate(name, 64);
        }
        if (variable.type().isSecret()) {
            return "set " + name + " or " + name + FileSource.SUFFIX + " to a real key";
        }
        String example = variable.example().isEmpty() ? "" : ", such as " + variable.example();
        return "set " + name + example;
    }
}
