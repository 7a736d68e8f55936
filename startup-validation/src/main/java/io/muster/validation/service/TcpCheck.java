package io.muster.validation.service;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Whether something takes connections at a TCP port. Immutable and thread-safe.
 *
 * <p>It connects to the host's addresses in turn until one answers, and closes without a word. That somebody listens does
 * not prove that the service behind it works: where there is a check that speaks its protocol, use that.
 */
public final class TcpCheck implements HealthCheck {
    private final Target target;

    private TcpCheck(Target target) {
        this.target = target;
    }

    /** Connects there. */
    public static TcpCheck to(String host, int port) {
        return new TcpCheck(Target.of(host, port));
    }

    /** Connects there; both are read at each check. */
    public static TcpCheck to(Supplier<String> host, IntSupplier port) {
        return new TcpCheck(new Target(host, port));
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        String name = target.toString();
        return Visit.pay(name, context, (visit, opened) -> {
            target.connect(visit, opened);
            return HealthResult.up().with("target", name);
        });
    }
}
