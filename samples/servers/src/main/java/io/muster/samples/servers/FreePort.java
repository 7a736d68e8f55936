package io.muster.samples.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports of the loopback address that nobody listens on. Thread-safe.
 *
 * <p>They lie below those that the kernel gives to connections by itself: a port of that range may be free when it is
 * found and be some client's when it is used. So does the port 10,000 above each, which a Redis of a cluster takes too.
 */
public final class FreePort {
    private static final int LOWEST = 10_000;
    /** Two JVMs that run tests at the same time, at the most, are not given each other's. */
    private static final int PER_JVM = 5_000;

    private static final int FIRST = LOWEST + PER_JVM * (Integer.getInteger("muster.test.jvm", 1) - 1);
    private static final int LAST = FIRST + PER_JVM - 1;
    private static final int TRIES = 1_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A port that was free a moment ago, and that this JVM is not given again. */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (GIVEN.add(port) && free(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + LAST + " in " + TRIES + " tries");
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
