package io.muster.gates.planted.util;

/** A class in a package that is named after nothing. */
public final class Tools {
    private Tools() {}
}
