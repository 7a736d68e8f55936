package io.muster.health.diagnostics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the JVM says of itself now. */
final class JvmTree {
    private JvmTree() {}

    static Tree of() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var memory = ManagementFactory.getMemoryMXBean();
        return new Tree()
                .put("version", Runtime.version().toString())
                .put("vm", runtime.getVmName())
                .put("pid", runtime.getPid())
                .put("uptime_seconds", runtime.getUptime() / 1_000)
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("heap", of(memory.getHeapMemoryUsage()))
                .put("non_heap", of(memory.getNonHeapMemoryUsage()))
                .put("buffers", buffers())
                .put("threads", threads())
                .put("collectors", collectors());
    }

    private static Tree of(MemoryUsage usage) {
        var tree = new Tree().put("used_bytes", usage.getUsed()).put("committed_bytes", usage.getCommitted());
        return usage.getMax() < 0 ? tree : tree.put("max_bytes", usage.getMax());
    }

    private static Tree buffers() {
        var tree = new Tree();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            tree.put(
                    pool.getName(),
                    new Tree().put("count", pool.getCount()).put("used_bytes", Math.max(0, pool.getMemoryUsed())));
        }
        return tree;
    }

    private static Tree threads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> states = Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .map(ThreadInfo::getThreadState)
                .collect(Collectors.groupingBy(Enum::name, TreeMap::new, Collectors.counting()));
        return new Tree()
                .put("live", threads.getThreadCount())
                .put("daemon", threads.getDaemonThreadCount())
                .put("peak", threads.getPeakThreadCount())
                .put("states", states);
    }

    private static Tree collectors() {
        var tree = new Tree();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            tree.put(
                    collector.getName(),
                    new Tree()
                            .put("collections", collector.getCollectionCount())
                            .put("total_ms", collector.getCollectionTime()));
        }
        return tree;
    }
}
