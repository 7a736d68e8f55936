package io.muster.gates.planted.api;

/** A parent that nobody sees, with a method that everybody does. */
class HiddenBase {

    /** Inherited by what is public. */
    public String inherited() {
        return "inherited";
    }
}
