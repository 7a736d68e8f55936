package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flight recording shows the life of a service. */
class FlightRecorderTest {
    @Test
    void recordsStartsStopsAndStates(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("life.jfr");
        try (var recording = new Recording()) {
            recording.start();
            var app = LifecycleManager.named("recorded");
            app.add(component("database", () -> "db").stop(value -> {}));
            var running = new CountDownLatch(1);
            app.listener(new LifecycleListener() {
                @Override
                public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                    if (to == LifecycleState.RUNNING) {
                        running.countDown();
                    }
                }
            });
            app.start();
            // the first event of a JVM takes its time
            running.await();
            app.stop("done");
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);

        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().startsWith("io.muster.Component"))
                .extracting(event -> event.getEventType().getLabel() + " " + event.getString("component") + " "
                        + event.getString("outcome"))
                .containsExactly("Component Start database SUCCEEDED", "Component Stop database SUCCEEDED");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.muster.StateChange"))
                .extracting(event -> event.getString("state"))
                .containsExactly("STARTING", "RUNNING", "DRAINING", "STOPPING", "STOPPED");
    }
}
