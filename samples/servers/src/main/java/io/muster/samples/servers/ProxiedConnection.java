package io.muster.samples.servers;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A client's connection and the one to the server that goes with it, with a thread for each direction. */
final class ProxiedConnection {
    private static final int BUFFER = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final NetworkFault fault;
    private final Consumer<ProxiedConnection> ended;
    private final AtomicInteger directions = new AtomicInteger(2);

    ProxiedConnection(Socket client, Socket server, NetworkFault fault, Consumer<ProxiedConnection> ended) {
        this.client = client;
        this.server = server;
        this.fault = fault;
        this.ended = ended;
    }

    static void thread(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    void open() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        thread("fault-proxy-requests", () -> relay(client, server, false));
        thread("fault-proxy-answers", () -> relay(server, client, true));
    }

    private void relay(Socket from, Socket to, boolean answers) {
        var buffer = new byte[BUFFER];
        long total = 0;
        try {
            if (answers && fault.kind() == NetworkFault.Kind.HALF_CLOSE) {
                endAnswers();
            }
            int length = from.getInputStream().read(buffer);
            while (length >= 0) {
                fault.await();
                if (answers) {
                    length = spoil(buffer, length, total);
                    total += length;
                }
                to.getOutputStream().write(buffer, 0, length);
                length = from.getInputStream().read(buffer);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
        if (directions.decrementAndGet() == 0) {
            reset();
        }
    }

    /** Spoils what is in the buffer; returns how much of it goes on. */
    private int spoil(byte[] buffer, int length, long before) throws IOException {
        switch (fault.kind()) {
            case CORRUPT -> {
                for (int i = 0; i < length; i++) {
                    buffer[i] = (byte) ~buffer[i];
                }
            }
            case DROP_AFTER -> {
                long left = fault.amount() - before;
                if (left < length) {
                    client.getOutputStream().write(buffer, 0, (int) Math.max(0, left));
                    throw new IOException("dropped on purpose");
                }
            }
            case HALF_CLOSE -> {
                return 0;
            }
            case NONE, DELAY, HOLD, DROP -> {}
        }
        return length;
    }

    void endAnswers() {
        try {
            client.shutdownOutput();
        } catch (IOException e) {
            reset();
        }
    }

    /** Ends both without a goodbye. */
    void reset() {
        abort(client);
        abort(server);
        ended.accept(this);
    }

    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
        try {
            socket.close();
        } catch (IOException e) {
            // nobody is left to be told
        }
    }
}
