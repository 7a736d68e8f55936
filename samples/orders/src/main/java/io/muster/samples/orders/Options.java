package io.muster.samples.orders;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param demo whether the service brings its own servers
 */
record Options(boolean demo) {
    private static final int USAGE_ERROR = 64;

    /** Reads the arguments; prints and exits where there is nothing to run. */
    static Options parse(String... args) {
        return switch (String.join(" ", args)) {
            case "" -> new Options(false);
            case "--demo" -> new Options(true);
            case "--help" -> {
                System.out.print(help());
                throw exit(0);
            }
            default -> {
                System.err.print("orders: unknown option: " + List.of(args) + System.lineSeparator() + help());
                throw exit(USAGE_ERROR);
            }
        };
    }

    private static AssertionError exit(int code) {
        System.exit(code);
        return new AssertionError("unreachable");
    }

    private static String help() {
        var text = new StringBuilder("""
                usage: java -jar orders.jar [--demo | --check ... | --help]

                  --demo   bring PostgreSQL, Redis and an OpenAI-compatible stub along
                  --check  find out what a start would find, without serving; --check --help says how
                  --help   this text

                Variables, each also as NAME_FILE with the path of a file, or in a file .env:
                """);
        OrdersVariables.ALL
                .all()
                .forEach(variable -> text.append("  %-16s %s%n".formatted(variable.name(), variable.description())));
        return text.toString();
    }
}
