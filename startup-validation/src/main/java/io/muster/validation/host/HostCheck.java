package io.muster.validation.host;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the machine, or the container, is fit for the service. Each option returns a changed copy. Immutable but for the
 * ports that were found free; thread-safe.
 *
 * <p>Below a minimum it fails, below what is recommended it is DEGRADED; everything that is wrong is told at once. While the
 * service runs only that is looked at which changes: disk space, open files, files that were there.
 */
public final class HostCheck implements HealthCheck {
    private final Machine machine;
    private final List<Requirement> requirements;

    private HostCheck(Machine machine, List<Requirement> requirements) {
        this.machine = machine;
        this.requirements = requirements;
    }

    /** Looks at this machine; it requires nothing yet. */
    public static HostCheck thisMachine() {
        return of(new ThisMachine());
    }

    static HostCheck of(Machine machine) {
        return new HostCheck(machine, List.of());
    }

    private HostCheck and(Requirement requirement) {
        return new HostCheck(
                machine,
                Stream.concat(requirements.stream(), Stream.of(requirement)).toList());
    }

    /** CPUs that the JVM may use, those of the container where there is one. */
    public HostCheck cpus(int minimum, int recommended) {
        return and(new Cpus(new Range("cpus", minimum, recommended)));
    }

    /**
     * Memory in bytes, of the container where it has a limit; and the largest heap may be 80 % of it at the most, as the
     * JVM needs memory besides.
     */
    public HostCheck memory(long minimum, long recommended) {
        return and(new Memory(new Range("memory", minimum, recommended)));
    }

    /**
     * Free disk space in bytes for this user, in an existing directory; during the start it also writes, reads and deletes a
     * file there, as a disk may be read-only or out of inodes.
     */
    public HostCheck disk(Path directory, long minimum, long recommended) {
        requireNonNull(directory, "directory");
        return and(new Disk(directory, new Range("disk", minimum, recommended)));
    }

    /**
     * A TCP port that the service is going to listen on. It is looked at until it was free once: from then on, who holds it
     * is the service itself.
     */
    public HostCheck freePort(int port) {
        return and(new FreePort(port));
    }

    /** How many files and sockets the process may have open; while running, it is DEGRADED when 90 % of them are. */
    public HostCheck openFiles(long minimum, long recommended) {
        return and(new OpenFiles(new Range("open files", minimum, recommended)));
    }

    /** The feature version of Java that runs this, such as 17. */
    public HostCheck java(int minimum, int recommended) {
        return and(new JavaVersion(new Range("java", minimum, recommended)));
    }

    /** A file that must be there and readable. */
    public HostCheck file(Path file) {
        return and(new RequiredFile(requireNonNull(file, "file"), false));
    }

    /** A directory that must be there and readable. */
    public HostCheck directory(Path directory) {
        return and(new RequiredFile(requireNonNull(directory, "directory"), true));
    }

    /** A program that must be on the {@code PATH} and executable, such as {@code pg_dump}. */
    public HostCheck binary(String name) {
        return and(new Binary(name));
    }

    @Override
    public HealthResult check(CheckContext context) {
        var look = new Look(machine, context.starting());
        requirements.forEach(requirement -> requirement.look(look));
        return look.result();
    }
}
