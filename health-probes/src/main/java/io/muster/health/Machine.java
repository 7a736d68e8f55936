package io.muster.health;

import java.util.OptionalDouble;

/**
 * How busy the machine is, or the container where there is one. Immutable; a figure that nobody can tell is empty.
 *
 * @param cpuPercent processor time in use, 0 to 100
 * @param memoryPercent memory in use, 0 to 100
 * @param diskPercent space in use on the disk of the working directory, 0 to 100
 */
public record Machine(OptionalDouble cpuPercent, OptionalDouble memoryPercent, OptionalDouble diskPercent) {
    static final Machine UNKNOWN = new Machine(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
