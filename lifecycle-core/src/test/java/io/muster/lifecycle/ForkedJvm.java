package io.muster.lifecycle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A real JVM that runs one of {@link Programs}, to be sent real signals. */
final class ForkedJvm implements AutoCloseable {
    private static final int SIGINT = 2;

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ForkedJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ForkedJvm run(String program, String... options) throws IOException {
        return run(List.of(), List.of(program), options);
    }

    /** By way of {@code prefix}, and with all arguments that the program takes. */
    static ForkedJvm run(List<String> prefix, List<String> program, String... options) throws IOException {
        var command = new ArrayList<String>();
        if (ignoresInterrupts()) {
            // started in the background of a script; a JVM keeps ignoring what its parent ignores
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Programs.class.getName()));
        command.addAll(program);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return new ForkedJvm(process);
    }

    private static boolean ignoresInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(ignored -> (ignored >> (SIGINT - 1) & 1) == 1);
    }

    /** Reads output until a line contains {@code text}; fails when the process ends before that. */
    ForkedJvm awaitLine(String text) throws IOException {
        String line = output.readLine();
        while (line != null) {
            lines.add(line);
            if (line.contains(text)) {
                return this;
            }
            line = output.readLine();
        }
        throw new AssertionError("never printed '" + text + "' but " + lines);
    }

    ForkedJvm signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        return this;
    }

    /** Waits for the end and returns the exit code. */
    int exitCode() throws InterruptedException {
        output.lines().forEach(lines::add);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after " + lines);
        }
        return process.exitValue();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
