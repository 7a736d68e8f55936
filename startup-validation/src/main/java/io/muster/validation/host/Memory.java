package io.muster.validation.host;

/** Memory, and whether the heap leaves some of it. */
record Memory(Range range) implements Requirement {
    private static final double MOST_HEAP = 0.8;

    @Override
    public void look(Look look) {
        if (!look.starting()) {
            return;
        }
        long memory = look.machine().memory();
        long heap = look.machine().maxHeap();
        look.fact("memory", Bytes.shown(memory));
        look.fact("max_heap", Bytes.shown(heap));
        range.compare(
                look,
                "HOST-102",
                "memory",
                memory,
                Bytes::shown,
                "give the machine more, or raise the container's limit");
        if (heap > memory * MOST_HEAP) {
            look.warn(
                    "HOST-103",
                    "heap",
                    "may grow to " + Bytes.shown(heap) + " of " + Bytes.shown(memory)
                            + ", which leaves too little for the" + " rest of the JVM",
                    "set -XX:MaxRAMPercentage=75, or give more memory");
        }
    }
}
