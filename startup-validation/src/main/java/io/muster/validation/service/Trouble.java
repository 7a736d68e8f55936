package io.muster.validation.service;

import java.io.IOException;
import java.util.List;

/** Thrown by a look at a service that knows what is wrong with it. */
final class Trouble extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnosis> diagnoses;

    Trouble(Diagnosis diagnosis) {
        this(List.of(diagnosis));
    }

    /** Several things at once, the gravest first. */
    Trouble(List<Diagnosis> diagnoses) {
        super(diagnoses.get(0).words());
        this.diagnoses = List.copyOf(diagnoses);
    }

    List<Diagnosis> diagnoses() {
        return diagnoses;
    }
}
