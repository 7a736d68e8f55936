package io.muster.lifecycle;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which exit code several failures together end in. */
final class ExitCodes {
    /** The start budget alone was to blame: the convention of {@code timeout(1)}. */
    static final int TIMED_OUT = 124;

    /** Gravest first: a bug explains nothing else, and a wrong setting outlives every outage. */
    private static final List<Failure> PRECEDENCE = List.of(
            Failure.BUG,
            Failure.CONFIGURATION,
            Failure.CREDENTIALS,
            Failure.PERMISSION,
            Failure.UNAVAILABLE,
            Failure.TIMEOUT,
            Failure.OVERLOADED);

    private ExitCodes() {}

    /** The failure that decides; {@link Failure#BUG} when there is none, since somebody failed without saying why. */
    static Failure gravest(Collection<Finding> findings) {
        return findings.stream()
                .map(Finding::failure)
                .flatMap(Optional::stream)
                .min((a, b) -> Integer.compare(PRECEDENCE.indexOf(a), PRECEDENCE.indexOf(b)))
                .orElse(Failure.BUG);
    }
}
