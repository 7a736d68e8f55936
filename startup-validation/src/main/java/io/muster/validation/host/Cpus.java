package io.muster.validation.host;

/** CPUs that the JVM may use. */
record Cpus(Range range) implements Requirement {
    @Override
    public void look(Look look) {
        if (look.starting()) {
            int cpus = look.machine().cpus();
            look.fact("cpus", cpus);
            range.compare(
                    look,
                    "HOST-101",
                    "number of CPUs",
                    cpus,
                    Long::toString,
                    "give the machine more, or raise the container's limit");
        }
    }
}
