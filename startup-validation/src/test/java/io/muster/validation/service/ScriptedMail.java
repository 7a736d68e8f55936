package io.muster.validation.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A mail server that answers each command as its script says, and 250 to any other. One client at a time. */
final class ScriptedMail implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, String> script = new LinkedHashMap<>();
    private final String greeting;
    private volatile SSLSocketFactory tls;

    private ScriptedMail(String greeting) throws IOException {
        this.greeting = greeting;
        var thread = new Thread(this::serve, "scripted-mail");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedMail greeting(String line) throws IOException {
        return new ScriptedMail(line);
    }

    synchronized ScriptedMail on(String command, String answer) {
        script.put(command, answer);
        return this;
    }

    private synchronized String answer(String command) {
        return script.entrySet().stream()
                .filter(each -> command.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("250 ok");
    }

    ScriptedMail encrypting(SSLSocketFactory factory) {
        tls = factory;
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                say(socket, greeting);
                talk(socket);
            } catch (IOException e) {
                // the client has left, or the test is over
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            say(socket, answer(command));
            if (command.equals("STARTTLS") && tls != null) {
                var secure = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), true);
                secure.setUseClientMode(false);
                talk(secure);
                return;
            }
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
