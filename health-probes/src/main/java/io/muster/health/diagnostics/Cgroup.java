package io.muster.health.diagnostics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The limits of this process' control group, and how near to them it is; version 2, or else version 1. */
final class Cgroup {
    /** What version 1 writes where there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private static final long NANOS_PER_MICRO = 1_000;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final List<Path> folders;

    private Cgroup(List<Path> folders) {
        this.folders = folders;
    }

    /** The figures that there are; nothing outside a control group. */
    static Tree of(Path root, Path self) {
        var group = new Cgroup(folders(root, self));
        var memory = new Tree()
                .put("used_bytes", group.number("memory.current", "memory.usage_in_bytes"))
                .put(
                        "limit_bytes",
                        group.number("memory.max", "memory.limit_in_bytes").filter(limit -> limit < NO_LIMIT));
        var cpu = new Tree()
                .put("limit_processors", group.processors())
                .put("periods", group.stat("nr_periods"))
                .put("throttled_periods", group.stat("nr_throttled"))
                .put(
                        "throttled_microseconds",
                        group.stat("throttled_usec")
                                .or(() -> group.stat("throttled_time").map(nanos -> nanos / NANOS_PER_MICRO)));
        return new Tree().put("memory", memory).put("cpu", cpu);
    }

    /**
     * Where the figures may be, the process' own group first. In a container that group is usually mounted as the root, so
     * that its path leads nowhere. Version 1 has a folder for each hierarchy, named by its controllers.
     */
    private static List<Path> folders(Path root, Path self) {
        var own = new ArrayList<Path>();
        var mounts = new ArrayList<>(List.of(root));
        for (String line : lines(self)) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && parts[2].startsWith("/")) {
                Path mount = root.resolve(parts[1]);
                own.add(mount.resolve(parts[2].substring(1)));
                mounts.add(mount);
            }
        }
        own.addAll(mounts);
        own.addAll(List.of(root.resolve("memory"), root.resolve("cpu"), root.resolve("cpu,cpuacct")));
        return own;
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
                return words.length == 2 ? ratio(parsed(words[0]), parsed(words[1])) : Optional.empty();
            }
        }
        return ratio(number("cpu.cfs_quota_us"), number("cpu.cfs_period_us"));
    }

    private static Optional<Double> ratio(Optional<Long> quota, Optional<Long> period) {
        return quota.flatMap(most -> period.filter(each -> each > 0).map(each -> (double) most / each));
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
