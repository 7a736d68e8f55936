package io.muster.samples.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on the loopback address that spoils what passes through it. Thread-safe.
 *
 * <p>It begins by passing everything on. Each fault holds for the open connections and for new ones, until the next call
 * names another or {@link #pass} ends it.
 */
public final class FaultProxy implements AutoCloseable {
    private final InetSocketAddress target;
    private final ServerSocket listening;
    private final NetworkFault fault = new NetworkFault();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private FaultProxy(InetSocketAddress target, ServerSocket listening) {
        this.target = target;
        this.listening = listening;
    }

    /** Listens on a free port and passes on to {@code host} and {@code port}. */
    public static FaultProxy to(String host, int port) {
        try {
            var listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            var proxy = new FaultProxy(new InetSocketAddress(host, port), listening);
            ProxiedConnection.thread("fault-proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address to connect to. */
    public String host() {
        return listening.getInetAddress().getHostAddress();
    }

    /** The port to connect to. */
    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections are open through it now. */
    public int connections() {
        return connections.size();
    }

    /** Passes everything on as it comes; what was held goes on its way. */
    public void pass() {
        fault.become(NetworkFault.Kind.NONE, 0);
    }

    /** Each piece of data takes this much longer, in both directions. */
    public void delay(Duration each) {
        fault.become(NetworkFault.Kind.DELAY, each.toNanos());
    }

    /** Nothing arrives any more and nothing is refused, as when packets are dropped; {@link #pass} delivers it late. */
    public void hold() {
        fault.become(NetworkFault.Kind.HOLD, 0);
    }

    /** Resets every connection, and each new one as soon as it is made. */
    public void drop() {
        fault.become(NetworkFault.Kind.DROP, 0);
        connections.forEach(ProxiedConnection::reset);
    }

    /** Resets each connection once so many bytes of answers have gone through it: an answer that breaks off. */
    public void dropAfter(int bytes) {
        fault.become(NetworkFault.Kind.DROP_AFTER, bytes);
    }

    /** Ends the answers (FIN) and leaves the way to the server open. */
    public void halfClose() {
        fault.become(NetworkFault.Kind.HALF_CLOSE, 0);
        connections.forEach(ProxiedConnection::endAnswers);
    }

    /** Turns over every bit of the answers. */
    public void corrupt() {
        fault.become(NetworkFault.Kind.CORRUPT, 0);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                connect(listening.accept());
            } catch (IOException e) {
                // closed, or one client that has gone already: the next one is waited for
            }
        }
    }

    private void connect(Socket client) throws IOException {
        var server = new Socket();
        var connection = new ProxiedConnection(client, server, fault, connections::remove);
        connections.add(connection);
        try {
            if (fault.kind() == NetworkFault.Kind.DROP) {
                connection.reset();
                return;
            }
            server.connect(target);
            if (server.getLocalSocketAddress().equals(server.getRemoteSocketAddress())) {
                throw new ConnectException("given the port that it goes to, it has connected to itself");
            }
            connection.open();
        } catch (IOException e) {
            // to the client a dead server looks like one that hangs up
            connection.reset();
        }
        if (listening.isClosed()) {
            connection.reset();
        }
    }

    /** Resets every connection and listens no more. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        drop();
    }
}
