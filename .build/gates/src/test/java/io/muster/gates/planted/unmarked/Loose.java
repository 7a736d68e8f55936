package io.muster.gates.planted.unmarked;

/** A class in a package that says nothing about null. */
public final class Loose {
    private Loose() {}
}
