package io.muster.health;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureClassifier;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthResult;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeoutException;

/** Turns what a check throws into the result that it stands for. */
final class CheckFailures {
    private static final int DEEPEST = 16;

    private final List<FailureClassifier> classifiers;

    CheckFailures() {
        classifiers = ServiceLoader.load(FailureClassifier.class, CheckFailures.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    HealthResult of(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        Failure failure = chain.stream()
                .flatMap(each -> classify(each).stream())
                .findFirst()
                .orElseGet(() -> chain.stream()
                        .flatMap(each -> ofJdk(each).stream())
                        .findFirst()
                        .orElse(Failure.BUG));
        return HealthResult.down(failure, describe(chain));
    }

    private Optional<Failure> classify(Throwable thrown) {
        if (thrown instanceof FailureException known) {
            return Optional.of(known.failure());
        }
        return classifiers.stream()
                .flatMap(classifier -> classifier.classify(thrown).stream())
                .findFirst();
    }

    private static Optional<Failure> ofJdk(Throwable thrown) {
        if (thrown instanceof SocketTimeoutException
                || thrown instanceof TimeoutException
                || thrown instanceof InterruptedException) {
            return Optional.of(Failure.TIMEOUT);
        }
        if (thrown instanceof AccessDeniedException || thrown instanceof SecurityException) {
            return Optional.of(Failure.PERMISSION);
        }
        return thrown instanceof IOException || thrown instanceof UnresolvedAddressException
                ? Optional.of(Failure.UNAVAILABLE)
                : Optional.empty();
    }

    /** The outermost message, and the root's where that says more. */
    private static String describe(List<Throwable> chain) {
        String outer = message(chain.get(0));
        String inner = message(chain.get(chain.size() - 1));
        return outer.contains(inner) ? outer : outer + " (" + inner + ")";
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getName();
        }
        return thrown instanceof FailureException
                ? message
                : thrown.getClass().getSimpleName() + ": " + message.strip();
    }

    private static List<Throwable> chain(Throwable thrown) {
        var chain = new ArrayList<Throwable>();
        for (Throwable next = thrown; next != null && chain.size() < DEEPEST; next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }
}
