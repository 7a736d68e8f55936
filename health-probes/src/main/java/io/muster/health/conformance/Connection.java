package io.muster.health.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection over which requests go out byte by byte as a platform would write them. */
final class Connection implements AutoCloseable {
    private static final int MOST_BODY = 1 << 20;

    private final Socket socket = new Socket();
    private final InputStream in;

    Connection(InetSocketAddress address, Duration timeout) throws IOException {
        int millis = (int) timeout.toMillis();
        socket.setSoTimeout(millis);
        socket.connect(address, millis);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    RawAnswer answer() throws IOException {
        return answer(MOST_BODY);
    }

    RawAnswer answer(int mostBody) throws IOException {
        return RawAnswer.read(in, mostBody);
    }

    /** Whether the other side closes the connection now. */
    boolean ends() throws IOException {
        return in.read() < 0;
    }

    /** Leaves without reading, so that the other side gets a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
