package io.muster.health.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** Writes what the JVM says of itself now. */
final class JvmJson {
    private JvmJson() {}

    static void write(JsonGenerator json) throws IOException {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var memory = ManagementFactory.getMemoryMXBean();
        var threads = ManagementFactory.getThreadMXBean();
        json.writeStringField("version", Runtime.version().toString());
        json.writeNumberField("pid", runtime.getPid());
        json.writeNumberField("uptime_seconds", runtime.getUptime() / 1_000);
        json.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
        memory(json, "heap", memory.getHeapMemoryUsage());
        memory(json, "non_heap", memory.getNonHeapMemoryUsage());
        json.writeObjectFieldStart("threads");
        json.writeNumberField("live", threads.getThreadCount());
        json.writeNumberField("daemon", threads.getDaemonThreadCount());
        json.writeNumberField("peak", threads.getPeakThreadCount());
        json.writeEndObject();
        json.writeObjectFieldStart("collectors");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            json.writeObjectFieldStart(collector.getName());
            json.writeNumberField("collections", collector.getCollectionCount());
            json.writeNumberField("total_ms", collector.getCollectionTime());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void memory(JsonGenerator json, String name, MemoryUsage usage) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("used_bytes", usage.getUsed());
        json.writeNumberField("committed_bytes", usage.getCommitted());
        if (usage.getMax() >= 0) {
            json.writeNumberField("max_bytes", usage.getMax());
        }
        json.writeEndObject();
    }
}
