package io.muster.validation.host;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;

/** The machine that the JVM runs on, as the JVM sees it: within the limits of its cgroup. */
final class ThisMachine implements Machine {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Override
    public int cpus() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public long memory() {
        return system.getTotalMemorySize();
    }

    @Override
    public long maxHeap() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public long maxOpenFiles() {
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : -1;
    }

    @Override
    public long openFiles() {
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : -1;
    }

    @Override
    public int javaFeature() {
        return Runtime.version().feature();
    }

    @Override
    public String path() {
        return Objects.requireNonNullElse(System.getenv("PATH"), "");
    }
}
