package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottlingTest {
    @TempDir
    Path root;

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0::/                     | sys/fs/cgroup/cpu.stat                     | throttled_usec 1500000    ",
                "0::/kube/pod1            | sys/fs/cgroup/kube/pod1/cpu.stat           | throttled_usec 1500000    ",
                "0::/not/seen/from/inside | sys/fs/cgroup/cpu.stat                     | throttled_usec 1500000    ",
                "4:cpu,cpuacct:/pod1      | sys/fs/cgroup/cpu,cpuacct/pod1/cpu.stat    | throttled_time 1500000000 ",
                "4:cpu,cpuacct:/outside   | sys/fs/cgroup/cpu,cpuacct/cpu.stat         | throttled_time 1500000000 ",
                "2:cpu:/pod1              | sys/fs/cgroup/cpu/pod1/cpu.stat            | throttled_time 1500000000 ",
                "2:cpu:/                  | sys/fs/cgroup/cpu/cpu.stat                 | throttled_time 1500000000 "
            })
    void theFileIsFoundInEveryLayout(String group, String file, String line) throws IOException {
        write("proc/self/cgroup", "1:cpuset:/elsewhere\n" + group);
        write(file, "nr_periods 20\nnr_throttled 15\n" + line + "\nnr_bursts 0");
        assertThat(new Throttling(root).total()).contains(Duration.ofMillis(1_500));
    }

    @Test
    void withoutACgroupOrItsFigureNothingIsKnown() throws IOException {
        assertThat(new Throttling(root).total()).isEmpty();
        write("proc/self/cgroup", "0::/");
        assertThat(new Throttling(root).total()).isEmpty();
        write("sys/fs/cgroup/cpu.stat", "usage_usec 5");
        assertThat(new Throttling(root).total()).isEmpty();
    }

    @Test
    void thisMachineCanBeRead() {
        Vitals.ofThisProcess().sample(0);
        assertThat(new Throttling(Path.of("/")).total().orElse(Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }
}
