package io.muster.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process with all its descendants, to be signalled together. */
final class ProcessTree {
    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    boolean alive() {
        return root.isAlive();
    }

    /** Sends SIGSTOP until no descendant is left that has not got it: the root first, so that it forks no more. */
    void freeze() {
        var frozen = new LinkedHashSet<Long>();
        while (frozen.addAll(pids())) {
            signal("STOP", frozen);
        }
    }

    /** Sends SIGCONT to all. */
    void thaw() {
        signal("CONT", pids());
    }

    /** Asks the root to end, by SIGTERM, and waits for nothing. */
    void terminateRoot() {
        root.destroy();
    }

    /** Sends SIGKILL to all and waits until the root is gone. */
    void kill() {
        root.descendants().forEach(ProcessHandle::destroyForcibly);
        root.destroyForcibly();
        awaitEnd();
    }

    /** Waits until the root is gone; the kernel needs a moment after SIGKILL. */
    void awaitEnd() {
        try {
            root.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("process " + root.pid() + " does not end", e);
        }
    }

    private Set<Long> pids() {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The shell's own kill: it is there where no kill program is. */
    private static void signal(String name, Set<Long> pids) {
        String targets = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        try {
            var kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + targets)
                    .redirectErrorStream(true)
                    .start();
            String complaint = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // a connection's process may end between being listed and being signalled
            if (kill.waitFor() != 0 && !complaint.contains("No such process")) {
                throw new IllegalStateException("kill -" + name + " " + targets + ": " + complaint.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
