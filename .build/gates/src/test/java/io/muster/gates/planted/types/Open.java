package io.muster.gates.planted.types;

/** A public class of none of the four kinds. */
public class Open {

    /** A nested type of one of them. */
    public enum Allowed {
        ONE
    }

    /** A nested class of none of them. */
    public static class Nested {}

    /** Nobody outside sees it. */
    static class Hidden {

        /** Public in name only. */
        public static class Inner {}
    }

    /** An exception. */
    public static class Problem extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
