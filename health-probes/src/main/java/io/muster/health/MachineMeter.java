package io.muster.health;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;

/**
 * Measures the machine each second, on a thread of its own: a disk that hangs holds up these figures and nothing else.
 */
final class MachineMeter implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Machine machine = Machine.UNKNOWN;

    MachineMeter(String service) {
        thread = CheckThreads.daemon("muster-" + service + "-machine", this::loop);
    }

    void open() {
        thread.start();
    }

    /** The latest figures. */
    Machine machine() {
        return machine;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void loop() {
        try {
            do {
                machine = measure();
            } while (!closed.await(PERIOD_MILLIS, MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Machine measure() {
        var disk = new File("").getAbsoluteFile();
        OptionalDouble diskPercent = used(disk.getTotalSpace(), disk.getUsableSpace());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            double load = system.getCpuLoad();
            return new Machine(
                    load >= 0 && load <= 1 ? OptionalDouble.of(round(100 * load)) : OptionalDouble.empty(),
                    used(system.getTotalMemorySize(), system.getFreeMemorySize()),
                    diskPercent);
        }
        return new Machine(OptionalDouble.empty(), OptionalDouble.empty(), diskPercent);
    }

    static OptionalDouble used(long total, long free) {
        return total <= 0 || free < 0 || free > total
                ? OptionalDouble.empty()
                : OptionalDouble.of(round(100.0 * (total - free) / total));
    }

    private static double round(double percent) {
        return Math.round(percent * 10) / 10.0;
    }
}
