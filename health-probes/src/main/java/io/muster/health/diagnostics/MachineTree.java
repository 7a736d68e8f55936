package io.muster.health.diagnostics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.muster.health.Machine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** How busy the machine is, and the limits of the container where there is one. */
final class MachineTree {
    private MachineTree() {}

    static Tree of(Machine machine) {
        var tree = new Tree()
                .put("cpu_percent", present(machine.cpuPercent()))
                .put("memory_percent", present(machine.memoryPercent()))
                .put("disk_percent", present(machine.diskPercent()));
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            tree.put("load_average", Math.max(0, system.getSystemLoadAverage()))
                    .put(
                            "memory",
                            new Tree()
                                    .put("total_bytes", system.getTotalMemorySize())
                                    .put("free_bytes", system.getFreeMemorySize()))
                    .put("process_cpu_percent", Math.max(0, Math.round(1_000 * system.getProcessCpuLoad()) / 10.0));
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            tree.put(
                    "file_descriptors",
                    new Tree()
                            .put("open", unix.getOpenFileDescriptorCount())
                            .put("limit", unix.getMaxFileDescriptorCount()));
        }
        return tree.put("cgroup", Cgroup.of(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup")));
    }

    private static Optional<Double> present(OptionalDouble figure) {
        return figure.isPresent() ? Optional.of(figure.getAsDouble()) : Optional.empty();
    }
}
