package io.muster.lifecycle;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what kind of failure an exception stands for, and puts it into words without secrets. */
final class Faults {
    private static final int DEEPEST = 16;

    /** {@link ProcessBuilder} has no exception of its own; the wording changed in Java 22. */
    private static final Pattern NO_PROGRAM =
            Pattern.compile("Cannot run program .*(?:error=|Exec failed, error: )(\\d+)");

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

    /** Never throws, although it asks what was thrown, which is foreign code, and classifiers. */
    Fault of(String subject, Throwable thrown) {
        try {
            return explained(subject, thrown);
        } catch (Throwable e) {
            String message = thrown.getClass().getName() + ", which cannot be read: it throws "
                    + e.getClass().getName();
            return new Fault(Failure.BUG, List.of(Finding.error(Failure.BUG, subject, message)), thrown);
        }
    }

    private Fault explained(String subject, Throwable thrown) {
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
                Optional<Failure> failure = ask(classifier, each);
                if (failure.isPresent()) {
                    return failure.get();
                }
            }
        }
        return chain.stream().flatMap(each -> ofJdk(each).stream()).findFirst().orElse(Failure.BUG);
    }

    private static Optional<Failure> ask(FailureClassifier classifier, Throwable thrown) {
        try {
            return requireNonNull(classifier.classify(thrown), "classified");
        } catch (Throwable e) {
            Shell.log.warn(
                    "failure classifier {} threw {} and is not heeded",
                    classifier.getClass().getName(),
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    /** What the JDK's own network, file and time exceptions stand for. */
    private static Optional<Failure> ofJdk(Throwable thrown) {
        if (thrown instanceof SSLException tls) {
            return Optional.of(TlsFailures.of(tls));
        }
        Matcher program = NO_PROGRAM.matcher(message(thrown));
        if (thrown instanceof IOException && program.find()) {
            return Optional.of(ofProgram(program.group(1)));
        }
        if (thrown instanceof BindException
                || thrown instanceof MalformedURLException
                || thrown instanceof URISyntaxException) {
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
                || thrown instanceof FileSystemException) {
            return Optional.of(Failure.CONFIGURATION);
        }
        return thrown instanceof IOException ? Optional.of(Failure.UNAVAILABLE) : Optional.empty();
    }

    /** What the operating system answers when it is to run a program. */
    private static Failure ofProgram(String error) {
        return switch (error) {
            case "1", "13" -> Failure.PERMISSION;
            case "2", "8", "20", "40" -> Failure.CONFIGURATION;
            default -> Failure.UNAVAILABLE;
        };
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
        String message = words(thrown);
        if (message == null || message.isBlank()) {
            return type.isEmpty() ? thrown.getClass().getName() : type;
        }
        return thrown instanceof FailureException ? message : type + ": " + message.strip();
    }

    /** Its message; none where its own code cannot make it. */
    private static @Nullable String words(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable e) {
            return null;
        }
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
