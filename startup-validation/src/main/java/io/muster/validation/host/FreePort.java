package io.muster.validation.host;

import io.muster.lifecycle.Failure;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** A port that nobody listens on until the service does. */
final class FreePort implements Requirement {
    private static final int HIGHEST = 65_535;

    private final int port;
    private final AtomicBoolean wasFree = new AtomicBoolean();

    FreePort(int port) {
        if (port < 1 || port > HIGHEST) {
            throw new IllegalArgumentException("'port' is " + port + "; it must be between 1 and " + HIGHEST);
        }
        this.port = port;
    }

    @Override
    public void look(Look look) {
        if (!look.starting() || wasFree.get()) {
            return;
        }
        String subject = "port " + port;
        // both families by the wildcard address, and reusable as servers have it
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
            wasFree.set(true);
        } catch (BindException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("permission")) {
                look.fail(
                        "HOST-121",
                        Failure.PERMISSION,
                        subject,
                        "may not be listened on by this user",
                        "use a port from 1024 on, or grant CAP_NET_BIND_SERVICE");
            } else {
                look.fail(
                        "HOST-120",
                        Failure.UNAVAILABLE,
                        subject,
                        "is in use",
                        "find who has it by 'ss -ltnp' and stop it, or use another port");
            }
        } catch (IOException e) {
            look.fail(
                    "HOST-120",
                    Failure.UNAVAILABLE,
                    subject,
                    "cannot be listened on (" + e.getClass().getSimpleName() + ")",
                    "check the machine's network");
        }
    }
}
