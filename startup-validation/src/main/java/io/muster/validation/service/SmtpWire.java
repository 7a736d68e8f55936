package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Lines to and from a mail server; what comes is hostile input, bounded in length and number. For one connection. */
final class SmtpWire {
    private static final int LONGEST_LINE = 2_048;
    private static final int MOST_LINES = 100;

    private final InputStream in;
    private final OutputStream out;

    SmtpWire(Socket socket) throws IOException {
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    SmtpReply ask(String command) throws IOException {
        send(command);
        return reply();
    }

    void send(String command) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Whether something came that nobody has asked for. */
    boolean ahead() throws IOException {
        return in.available() > 0;
    }

    SmtpReply reply() throws IOException {
        var offers = new TreeSet<String>();
        String code = "";
        for (int i = 0; i < MOST_LINES; i++) {
            String line = line();
            if (!line.matches("[2-5][0-9]{2}(?:[ -].*)?") || !line.startsWith(code)) {
                throw new Trouble(notSmtp());
            }
            code = line.substring(0, 3);
            String text = line.length() > 4 ? line.substring(4) : "";
            note(text.toUpperCase(Locale.ROOT).trim(), offers);
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(Integer.parseInt(code), offers);
            }
        }
        throw new Trouble(notSmtp());
    }

    private static void note(String offer, Set<String> offers) {
        String[] words = offer.split("[ =]+", MOST_LINES);
        if (!words[0].equals("AUTH")) {
            offers.add(words[0]);
            return;
        }
        for (String word : words) {
            offers.add("AUTH " + word);
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (line.size() <= LONGEST_LINE) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("end of connection");
            }
            if (next == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(next);
        }
        throw new Trouble(notSmtp());
    }

    private static Diagnosis notSmtp() {
        return new Diagnosis(
                "SVC-104",
                Failure.CONFIGURATION,
                "does not speak SMTP",
                "check the port, and whether it speaks TLS from the first byte as 465 does");
    }
}
