package io.muster.gates.planted.output;

/** Writes past the log, itself and from a nested class. */
public final class Prints {

    private Prints() {}

    static void now() {
        System.out.println("printed");
    }

    static final class Later implements Runnable {
        @Override
        public void run() {
            System.err.println("printed");
        }
    }
}
