package io.muster.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the Spring Boot starter adds to a minimal web application: time until it is ready, in turns on two class paths, jars
 * and bytes. The files {@code -Dplain} and {@code -Dstarter} hold the class paths.
 */
final class StarterCost {
    private static final int ROUNDS = Integer.getInteger("rounds", 15);

    private StarterCost() {}

    static void print() throws IOException {
        String plain = Files.readString(Path.of(System.getProperty("plain"))).strip();
        String starter =
                Files.readString(Path.of(System.getProperty("starter"))).strip();
        var without = new ArrayList<Long>();
        var with = new ArrayList<Long>();
        // the first of each pays for cold files
        ready(plain);
        ready(starter);
        for (int i = 0; i < ROUNDS; i++) {
            boolean first = i % 2 == 0;
            (first ? without : with).add(ready(first ? plain : starter));
            (first ? with : without).add(ready(first ? starter : plain));
        }
        double before = median(without) / 1e6;
        double after = median(with) / 1e6;
        Main.print("");
        Main.print("| a minimal Spring Boot web application | alone | with the starter | added |");
        Main.print("|---|---|---|---|");
        Main.print(
                "| start of the process until ready, median of %d | %.0f ms | %.0f ms | %+.1f %% |",
                ROUNDS, before, after, 100 * (after - before) / before);
        Main.print(
                "| jars | %d | %d | %d |",
                entries(plain).size(),
                entries(starter).size(),
                entries(starter).size() - entries(plain).size());
        Main.print(
                "| their bytes | %.1f MB | %.1f MB | %.1f MB |",
                bytes(plain) / 1e6, bytes(starter) / 1e6, (bytes(starter) - bytes(plain)) / 1e6);
    }

    private static long ready(String classPath) throws IOException {
        long from = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classPath,
                        "io.muster.benchmarks.minimal.MinimalService",
                        "--server.port=0",
                        "--muster.probes.port=0",
                        "--spring.main.banner-mode=off")
                .redirectErrorStream(true)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals("READY")) {
                    return System.nanoTime() - from;
                }
            }
            throw new IOException("the minimal service did not start on " + classPath);
        } finally {
            process.destroyForcibly();
        }
    }

    private static long median(List<Long> nanos) {
        Collections.sort(nanos);
        return nanos.get(nanos.size() / 2);
    }

    private static List<Path> entries(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
    }

    private static long bytes(String classPath) throws IOException {
        long sum = 0;
        for (Path entry : entries(classPath)) {
            try (Stream<Path> files = Files.walk(entry)) {
                sum += files.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            }
        }
        return sum;
    }
}
