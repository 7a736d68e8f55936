package io.muster.health.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
    @TempDir
    private Path root;

    private static Map<String, Object> limited(double processors) {
        return Map.of(
                "memory",
                Map.of("used_bytes", 1_048_576L, "limit_bytes", 268_435_456L),
                "cpu",
                Map.of(
                        "limit_processors",
                        processors,
                        "periods",
                        10L,
                        "throttled_periods",
                        3L,
                        "throttled_microseconds",
                        12_345L));
    }

    @Test
    void versionTwoHasOneFolderForAll() throws IOException {
        write("self", "0::/pods/one\n");
        write("pods/one/memory.current", "1048576\n");
        write("pods/one/memory.max", "268435456\n");
        write("pods/one/cpu.max", "50000 100000\n");
        write("pods/one/cpu.stat", "usage_usec 1\nnr_periods 10\nnr_throttled 3\nthrottled_usec 12345\n");
        assertThat(Cgroup.of(root, root.resolve("self")).fields()).isEqualTo(limited(0.5));
    }

    @Test
    void versionOneHasAFolderForEachController() throws IOException {
        write("memory/memory.usage_in_bytes", "1048576\n");
        write("memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(Cgroup.of(root, root.resolve("nothing")).fields())
                .containsExactly(Map.entry("memory", Map.of("used_bytes", 1_048_576L)));
    }

    @Test
    void versionOneIsReadInTheProcessOwnGroup() throws IOException {
        write("self", "9:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n0::/init.scope\n");
        write("memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("memory/docker/abc/memory.limit_in_bytes", "268435456\n");
        write("memory/docker/abc/memory.usage_in_bytes", "1048576\n");
        write("cpu,cpuacct/cpu.cfs_quota_us", "-1\n");
        write("cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "150000\n");
        write("cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000\n");
        write("cpu,cpuacct/docker/abc/cpu.stat", "nr_periods 10\nnr_throttled 3\nthrottled_time 12345678\n");
        assertThat(Cgroup.of(root, root.resolve("self")).fields()).isEqualTo(limited(1.5));
    }

    @Test
    void versionOneWithoutAQuotaHasNoLimit() throws IOException {
        write("cpu/cpu.cfs_quota_us", "-1\n");
        write("cpu/cpu.cfs_period_us", "100000\n");
        assertThat(Cgroup.of(root, root.resolve("nothing")).fields()).isEmpty();
    }

    @Test
    void withoutLimitsNothingIsClaimed() throws IOException {
        write("memory.max", "max\n");
        write("cpu.max", "max 100000\n");
        assertThat(Cgroup.of(root, root.resolve("nothing")).fields()).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
