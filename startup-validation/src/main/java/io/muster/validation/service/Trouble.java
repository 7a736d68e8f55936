package io.muster.validation.service;

import io.muster.validation.diagnosis.Diagnosis;
import io.muster.validation.diagnosis.Library;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Thrown by a look at a service that knows what is wrong with it. */
final class Trouble extends IOException {
    /** The code of a library that is missing. */
    static final String LIBRARY = "SVC-190";

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

    /** @throws Trouble that names what to add, when the library is missing */
    static void unlessPresent(Library library) throws Trouble {
        Optional<Diagnosis> missing = library.missing(LIBRARY);
        if (missing.isPresent()) {
            throw new Trouble(missing.get());
        }
    }

    List<Diagnosis> diagnoses() {
        return diagnoses;
    }
}
