package io.muster.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** What a service depends on: answers each byte with a byte, until it freezes; then it accepts and says nothing. */
final class Dependency implements AutoCloseable {
    private final ServerSocket server;
    private volatile boolean frozen;

    Dependency() throws IOException {
        server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable body) {
        var thread = new Thread(body, "dependency");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (socket.getInputStream().read() >= 0) {
                if (!frozen) {
                    socket.getOutputStream().write(1);
                }
            }
        } catch (IOException e) {
            // a caller that gave up
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void freeze() {
        frozen = true;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A check as people write it: a connection, a question, and the 30 s that drivers and pools wait by default. */
    static void ask(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 30_000);
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(1);
            if (socket.getInputStream().read() < 0) {
                throw new SocketTimeoutException("hung up");
            }
        }
    }
}
