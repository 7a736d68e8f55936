package io.muster.validation.service;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.validation.diagnosis.Diagnosis;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether a host name has addresses. Immutable and thread-safe.
 *
 * <p>It asks as every connection of this JVM does: by the system's resolver, behind the JVM's own cache.
 */
public final class DnsCheck implements HealthCheck {
    private static final int MOST_SHOWN = 8;

    private final Supplier<String> name;
    private final int least;

    private DnsCheck(Supplier<String> name, int least) {
        this.name = name;
        this.least = least;
    }

    /** Looks up this name. */
    public static DnsCheck of(String name) {
        requireNonNull(name, "name");
        return of(() -> name);
    }

    /** Looks up this name, which is read at each check. */
    public static DnsCheck of(Supplier<String> name) {
        return new DnsCheck(requireNonNull(name, "name"), 1);
    }

    /** A copy that wants so many addresses: one for each instance of a headless service, say. Default: one. */
    public DnsCheck addresses(int atLeast) {
        if (atLeast < 1) {
            throw new IllegalArgumentException("'addresses' is " + atLeast + "; ask for one at least");
        }
        return new DnsCheck(name, atLeast);
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        String host = name.get();
        return Visit.pay(host, context, (visit, opened) -> {
            InetAddress[] found = Target.addresses(host);
            if (found.length < least) {
                throw new Trouble(new Diagnosis(
                        "SVC-107",
                        Failure.UNAVAILABLE,
                        "has " + found.length + " of " + least + " addresses",
                        "wait until all of them are registered, or ask for fewer"));
            }
            return HealthResult.up()
                    .with("addresses", found.length)
                    .with(
                            "resolved",
                            Arrays.stream(found)
                                    .limit(MOST_SHOWN)
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", ")));
        });
    }
}
