package io.muster.validation.host;

/** A machine of any size. */
record FakeMachine(int cpus, long memory, long maxHeap, long maxOpenFiles, long openFiles, int javaFeature, String path)
        implements Machine {
    static final FakeMachine RECOMMENDED = new FakeMachine(4, 8_000_000_000L, 6_000_000_000L, 1_048_576, 100, 25, "");

    FakeMachine cpus(int cpus) {
        return new FakeMachine(cpus, memory, maxHeap, maxOpenFiles, openFiles, javaFeature, path);
    }

    FakeMachine memory(long memory, long maxHeap) {
        return new FakeMachine(cpus, memory, maxHeap, maxOpenFiles, openFiles, javaFeature, path);
    }

    FakeMachine files(long maxOpenFiles, long openFiles) {
        return new FakeMachine(cpus, memory, maxHeap, maxOpenFiles, openFiles, javaFeature, path);
    }

    FakeMachine java(int javaFeature) {
        return new FakeMachine(cpus, memory, maxHeap, maxOpenFiles, openFiles, javaFeature, path);
    }

    FakeMachine path(String path) {
        return new FakeMachine(cpus, memory, maxHeap, maxOpenFiles, openFiles, javaFeature, path);
    }
}
