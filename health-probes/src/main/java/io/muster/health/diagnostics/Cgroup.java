package io.muster.health.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The limits of this process' control group, and how near to them it is; version 2, or else version 1. */
final class Cgroup {
    /** What version 1 writes where there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final List<Path> folders;

    private Cgroup(List<Path> folders) {
        this.folders = folders;
    }

    /** The figures that there are; nothing outside a control group. */
    static Tree of(Path root, Path self) {
        String own = lines(self).stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::/".length()))
                .findFirst()
                .orElse("");
        var group = new Cgroup(List.of(root.resolve(own), root, root.resolve("memory"), root.resolve("cpu")));
        var memory = new Tree()
                .put("used_bytes", group.number("memory.current", "memory.usage_in_bytes"))
                .put(
                        "limit_bytes",
                        group.number("memory.max", "memory.limit_in_bytes").filter(limit -> limit < NO_LIMIT));
        var cpu = new Tree()
                .put("limit_processors", group.processors())
                .put("periods", group.stat("nr_periods"))
                .put("throttled_periods", group.stat("nr_throttled"))
                .put("throttled_microseconds", group.stat("throttled_usec"));
        return new Tree().put("memory", memory).put("cpu", cpu);
    }

    private Optional<Long> number(String... names) {
        for (String name : names) {
            for (Path folder : folders) {
                List<String> lines = lines(folder.resolve(name));
                if (!lines.isEmpty()) {
                    return parsed(lines.get(0).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** A quota of 50000 in periods of 100000 microseconds is half a processor. */
    private Optional<Double> processors() {
        for (Path folder : folders) {
            List<String> lines = lines(folder.resolve("cpu.max"));
            if (!lines.isEmpty()) {
                String[] words = lines.get(0).strip().split(" ", -1);
                return words.length == 2
                        ? parsed(words[0]).flatMap(quota -> parsed(words[1]).map(period -> (double) quota / period))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Long> stat(String key) {
        return folders.stream()
                .flatMap(folder -> lines(folder.resolve("cpu.stat")).stream())
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .flatMap(line -> parsed(line.substring(key.length() + 1).strip()));
    }

    private static Optional<Long> parsed(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
