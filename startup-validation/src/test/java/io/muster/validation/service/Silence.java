package io.muster.validation.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that says one thing to whoever connects and then nothing more, and counts who is still connected. */
final class Silence implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    private final byte[] words;
    private final boolean closing;

    private Silence(String words, boolean closing) throws IOException {
        this.words = words.getBytes(StandardCharsets.ISO_8859_1);
        this.closing = closing;
        var thread = new Thread(this::accept, "silence");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes connections and never closes them. */
    static Silence after(String words) throws IOException {
        return new Silence(words, false);
    }

    /** Closes each connection after its words. */
    static Silence closingAfter(String words) throws IOException {
        return new Silence(words, true);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                socket.getOutputStream().write(words);
                if (closing) {
                    socket.shutdownOutput();
                }
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits until the other side has left each of so many connections. */
    void awaitLeft(int expected) throws IOException, InterruptedException {
        for (int i = 0; i < expected; i++) {
            // the kernel says that somebody is connected before this side has taken the connection
            Socket socket = connections.poll(60, TimeUnit.SECONDS);
            if (socket == null) {
                throw new IOException("only " + i + " connections came");
            }
            awaitLeft(socket);
        }
    }

    /** Waits until the other side has left whatever connections came so far. */
    void awaitAllLeft() throws IOException {
        for (Socket socket = connections.poll(); socket != null; socket = connections.poll()) {
            awaitLeft(socket);
        }
    }

    private static void awaitLeft(Socket socket) throws IOException {
        try (socket) {
            while (socket.getInputStream().read() >= 0) {
                // what the client said does not matter
            }
        } catch (SocketException e) {
            // reset: it has left as well
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
