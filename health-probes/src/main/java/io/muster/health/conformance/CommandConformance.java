package io.muster.health.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a health command as Docker does, and says which of its rules the command breaks. */
public final class CommandConformance {
    private static final int KEPT_OUTPUT = 4_096;
    private static final int SECONDS = 30;

    private final List<String> command;

    private CommandConformance(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** The command and its arguments, as in Docker's {@code HEALTHCHECK CMD}. */
    public static CommandConformance of(List<String> command) {
        return new CommandConformance(command);
    }

    /** What is wrong with it while the service is well. */
    public List<Violation> passing() throws IOException, InterruptedException {
        return run(0);
    }

    /** What is wrong with it while the service is unwell. */
    public List<Violation> failing() throws IOException, InterruptedException {
        return run(1);
    }

    private List<Violation> run(int expected) throws IOException, InterruptedException {
        var found = new ArrayList<Violation>();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readNBytes(2 * KEPT_OUTPUT);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            found.add(new Violation(Platform.DOCKER, "ends within " + SECONDS + " s", "it still ran"));
        } else if (process.exitValue() != expected) {
            found.add(new Violation(Platform.DOCKER, "ends with " + expected, String.valueOf(process.exitValue())));
        }
        if (output.length > KEPT_OUTPUT) {
            found.add(new Violation(Platform.DOCKER, "prints 4096 bytes at the most", "more"));
        }
        return found;
    }
}
