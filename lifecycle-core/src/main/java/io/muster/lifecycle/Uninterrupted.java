package io.muster.lifecycle;

/** Waits although interrupted: an interrupted caller still has to know what became of the service. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that waits. */
    interface Wait<T> {
        T await() throws InterruptedException;
    }

    /** The result of {@code wait}; the thread's interrupt is put back. */
    static <T> T await(Wait<T> wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
