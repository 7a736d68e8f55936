package io.muster.gates.planted.cycle.a;

import io.muster.gates.planted.cycle.b.Egg;

/** One half of a cycle between packages. */
public record Hen(Egg from) {}
