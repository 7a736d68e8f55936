package io.muster.validation.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks just enough of Redis's protocol to give each error that a real one gives too seldom. */
final class RespStub implements AutoCloseable {
    private final ServerSocket listening;
    private final Map<String, String> answers = new ConcurrentHashMap<>(
            Map.of("PING", "+PONG", "HELLO", "-ERR unknown command", "SET", "+OK", "DEL", ":1", "INFO", "$0\r\n"));

    RespStub() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    /** The answer to a command, or to what is said of a key by what it has in braces, as it goes over the line. */
    RespStub answer(String command, String line) {
        answers.put(command, line);
        return this;
    }

    String url() {
        return "redis://127.0.0.1:" + listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                thread(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var input = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream output = socket.getOutputStream();
            for (String count = input.readLine(); count != null; count = input.readLine()) {
                String command = "";
                String key = "";
                for (int i = Integer.parseInt(count.substring(1)); i > 0; i--) {
                    input.readLine();
                    String word = input.readLine();
                    command = command.isEmpty() ? word : command;
                    key = word.substring(word.indexOf('{') + 1);
                }
                String answer = answers.getOrDefault(command, command.equals("GET") ? "$-1" : "+OK");
                answer = answers.getOrDefault("{" + key, answer);
                output.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
                output.flush();
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void thread(Runnable body) {
        var thread = new Thread(body, "resp-stub");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
