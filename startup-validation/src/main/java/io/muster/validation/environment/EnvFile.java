package io.muster.validation.environment;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a {@code .env} file says.
 *
 * @param entries each assignment, in order
 * @param problems each line that is none, in order
 */
record EnvFile(List<Entry> entries, List<Problem> problems) {

    /**
     * One assignment. It prints without the value.
     *
     * @param name the variable
     * @param text its value
     * @param line where it begins, from 1
     */
    record Entry(String name, String text, int line) {
        @Override
        public String toString() {
            return name + " in line " + line;
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param line where, from 1
     * @param column where in the line, from 1
     * @param message what, without any text of the file but names
     * @param fix what to do
     */
    record Problem(int line, int column, String message, String fix) {}

    /** Reads {@code text} as it stands. */
    static EnvFile parse(String text) {
        return new EnvFileParser(text, null).parse();
    }

    /** The same with references such as {@code ${NAME}} replaced, by {@code outer} first and by earlier lines then. */
    static EnvFile parse(String text, Function<String, Optional<String>> outer) {
        return new EnvFileParser(text, outer).parse();
    }
}
