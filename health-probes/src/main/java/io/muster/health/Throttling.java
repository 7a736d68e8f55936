package io.muster.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how long the process's cgroup was stopped for having used up its processor quota; versions 1 and 2. */
final class Throttling {
    private static final Pattern V2 = Pattern.compile("(?m)^throttled_usec (\\d{1,18})$");
    private static final Pattern V1 = Pattern.compile("(?m)^throttled_time (\\d{1,18})$");
    private static final int MICRO = 1_000;

    private final @Nullable Path stat;

    /** Looks below {@code /}, or what a test puts in its place. */
    Throttling(Path root) {
        stat = candidates(root).stream().filter(Files::isReadable).findFirst().orElse(null);
    }

    /** Since the cgroup was made; empty where there is none, or it does not say. */
    Optional<Duration> total() {
        if (stat == null) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(stat);
            return find(V2, text)
                    .map(micros -> Duration.ofNanos(micros * MICRO))
                    .or(() -> find(V1, text).map(Duration::ofNanos));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /** In a container the own group is usually mounted as the root, so that the path from outside leads nowhere. */
    private static List<Path> candidates(Path root) {
        Path mount = root.resolve("sys/fs/cgroup");
        var paths = new ArrayList<Path>();
        try {
            for (String line : Files.readAllLines(root.resolve("proc/self/cgroup"))) {
                String[] parts = line.split(":", 3);
                if (parts.length == 3 && (parts[1].isEmpty() || named(parts[1]))) {
                    Path hierarchy = parts[1].isEmpty() ? mount : mount.resolve(parts[1]);
                    paths.add(hierarchy
                            .resolve(parts[2].substring(parts[2].startsWith("/") ? 1 : 0))
                            .resolve("cpu.stat"));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        paths.add(mount.resolve("cpu.stat"));
        paths.add(mount.resolve("cpu/cpu.stat"));
        paths.add(mount.resolve("cpu,cpuacct/cpu.stat"));
        return paths;
    }

    private static boolean named(String controllers) {
        return Arrays.asList(controllers.split(",")).contains("cpu");
    }
}
