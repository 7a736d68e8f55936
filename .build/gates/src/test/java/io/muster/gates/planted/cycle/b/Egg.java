package io.muster.gates.planted.cycle.b;

import io.muster.gates.planted.cycle.a.Hen;
import java.util.List;

/** The other half of a cycle between packages. */
public record Egg(List<Hen> from) {}
