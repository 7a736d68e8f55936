package io.muster.lifecycle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Says what kind of failure an exception stands for, and puts it into words without secrets. */
final class Faults {
    private static final int DEEPEST = 16;

    private final Redactor redactor;

    Faults(Redactor redactor) {
        this.redactor = redactor;
    }

    /** Looked up once, when the first exception needs it. */
    private static final class Classifiers {
        private static final List<FailureClassifier> ALL = classifiers();
    }

    /** A provider that cannot be loaded is left out: it must not keep a service from starting. */
    private static List<FailureClassifier> classifiers() {
        var found = new ArrayList<FailureClassifier>();
        var providers = ServiceLoader.load(FailureClassifier.class, Faults.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return List.copyOf(found);
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError e) {
                Shell.log.warn("a failure classifier cannot be loaded and is left out: {}", e.getMessage());
            }
        }
    }

    Fault of(String subject, Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        for (Throwable each : chain) {
            if (each instanceof FailureException known && !known.findings().isEmpty()) {
                var findings = known.findings().stream()
                        .map(finding -> finding.scrubbed(redactor))
                        .toList();
                return new Fault(known.failure(), findings, thrown);
            }
        }
        Failure failure = classify(chain);
        var finding = Finding.error(failure, subject, redactor.scrub(describe(chain)));
        return new Fault(failure, List.of(finding), thrown);
    }

    /** What it says of whatever threw it, in one line. */
    HealthResult down(Throwable thrown) {
        Fault fault = of("", thrown);
        String reason = fault.findings().stream().map(Finding::message).collect(Collectors.joining("; "));
        return HealthResult.down(fault.failure(), reason);
    }

    private static Failure classify(List<Throwable> chain) {
        for (Throwable each : chain) {
            if (each instanceof FailureException known) {
                return known.failure();
            }
            for (FailureClassifier classifier : Classifiers.ALL) {
                Optional<Failure> failure = classifier.classify(each);
                if (failure.isPresent()) {
                    return failure.get();
                }
            }
        }
        return chain.stream().flatMap(each -> ofJdk(each).stream()).findFirst().orElse(Failure.BUG);
    }

    /** What the JDK's own network, file and time exceptions stand for. */
    private static Optional<Failure> ofJdk(Throwable thrown) {
        if (thrown instanceof BindException) {
            return Optional.of(Failure.CONFIGURATION);
        }
        if (thrown instanceof ConnectException
                || thrown instanceof UnknownHostException
                || thrown instanceof NoRouteToHostException
                || thrown instanceof PortUnreachableException
                || thrown instanceof UnresolvedAddressException
                || thrown instanceof ClosedChannelException
                || thrown instanceof SocketException) {
            return Optional.of(Failure.UNAVAILABLE);
        }
        if (thrown instanceof SocketTimeoutException
                || thrown instanceof TimeoutException
                || thrown instanceof InterruptedException) {
            return Optional.of(Failure.TIMEOUT);
        }
        if (thrown instanceof AccessDeniedException || thrown instanceof SecurityException) {
            return Optional.of(Failure.PERMISSION);
        }
        if (thrown instanceof NoSuchFileException
                || thrown instanceof FileNotFoundException
                || thrown instanceof FileSystemException
                || thrown instanceof SSLException) {
            return Optional.of(Failure.CONFIGURATION);
        }
        return thrown instanceof IOException ? Optional.of(Failure.UNAVAILABLE) : Optional.empty();
    }

    /** The outermost message, and the root's where that says more. */
    private static String describe(List<Throwable> chain) {
        Throwable first = chain.get(0);
        Throwable root = chain.get(chain.size() - 1);
        String outer = message(first);
        String inner = message(root);
        return first == root || outer.contains(inner) ? outer : outer + " (" + inner + ")";
    }

    private static String message(Throwable thrown) {
        String type = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return type.isEmpty() ? thrown.getClass().getName() : type;
        }
        return thrown instanceof FailureException ? message : type + ": " + message.strip();
    }

    private static List<Throwable> chain(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var chain = new ArrayList<Throwable>();
        Throwable next = thrown;
        while (next != null && chain.size() < DEEPEST && seen.add(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }
}
