package io.muster.validation.service;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Where a server is, read at each check. Immutable. */
record Target(Supplier<String> host, IntSupplier port) {
    private static final int HIGHEST = 65_535;

    Target {
        requireNonNull(host, "host");
        requireNonNull(port, "port");
    }

    static Target of(String host, int port) {
        requireNonNull(host, "host");
        if (!possible(port)) {
            throw new IllegalArgumentException("'port' is " + port + "; it must be between 1 and " + HIGHEST);
        }
        return new Target(() -> host, () -> port);
    }

    private static boolean possible(int port) {
        return port >= 1 && port <= HIGHEST;
    }

    /** A connection to the first of the host's addresses that answers; it ends with {@code opened}. */
    Socket connect(Visit visit, Opened opened) throws IOException {
        int number = port.getAsInt();
        if (!possible(number)) {
            throw new Trouble(new Diagnosis(
                    "SVC-104",
                    Failure.CONFIGURATION,
                    "is asked for at port " + number,
                    "set a port between 1 and " + HIGHEST));
        }
        InetAddress[] addresses = addresses(host.get());
        IOException last = new IOException("no address");
        for (int i = 0; i < addresses.length; i++) {
            var socket = opened.add(new Socket());
            try {
                int share = Math.max(1, visit.leftMillis() / (addresses.length - i));
                socket.connect(new InetSocketAddress(addresses[i], number), share);
                refuseItself(socket);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /**
     * A connection that was given the very port that it goes to, on this machine, is connected to itself: nobody listens
     * there.
     */
    static void refuseItself(Socket socket) throws ConnectException {
        if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
            throw new ConnectException("connected to itself");
        }
    }

    /** The addresses of a host; an empty name, which the JDK takes for this machine, has none. */
    static InetAddress[] addresses(String host) throws IOException {
        if (host.isBlank()) {
            throw new Trouble(
                    new Diagnosis("SVC-104", Failure.CONFIGURATION, "has an empty host name", "set the host name"));
        }
        return InetAddress.getAllByName(host);
    }

    @Override
    public String toString() {
        return host.get() + ":" + port.getAsInt();
    }
}
