package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Secret;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A session with a mail server, step by step. For one run of a check. */
final class SmtpSession {
    private final Encryption encryption;
    private final SSLSocketFactory tls;
    private final String host;
    private Socket socket;
    private SmtpWire wire;
    private boolean encrypted;
    private Set<String> offers = Set.of();

    SmtpSession(Target target, Encryption encryption, @Nullable Trust trust, Visit visit, Opened opened)
            throws IOException {
        this.encryption = encryption;
        this.tls = trust == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : trust.sockets();
        this.host = target.host().get();
        this.socket = target.connect(visit, opened);
        if (encryption == Encryption.TLS) {
            wrap();
        }
        this.wire = new SmtpWire(socket);
    }

    /** Layers TLS on the socket, and believes only a certificate for the host's name. */
    private void wrap() throws IOException {
        var secure = (SSLSocket) tls.createSocket(socket, host, socket.getPort(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        socket = secure;
        encrypted = true;
    }

    boolean encrypted() {
        return encrypted;
    }

    void greet() throws IOException {
        SmtpReply greeting = wire.reply();
        if (greeting.code() != 220) {
            throw new Trouble(
                    greeting.code() == 554
                            ? new Diagnosis(
                                    "SVC-102",
                                    Failure.PERMISSION,
                                    "does not serve this machine (SMTP 554)",
                                    "have this machine's address allowed there")
                            : greeting.refusal());
        }
        hello();
    }

    private void hello() throws IOException {
        String address = socket.getLocalAddress().getHostAddress().replaceFirst("%.*", "");
        String literal = socket.getLocalAddress() instanceof Inet6Address ? "IPv6:" + address : address;
        SmtpReply answer = wire.ask("EHLO [" + literal + "]");
        if (answer.code() != 250) {
            throw new Trouble(answer.refusal());
        }
        offers = answer.offers();
    }

    /** STARTTLS, where it is wanted. */
    void encrypt() throws IOException {
        boolean offered = offers.contains("STARTTLS");
        if (encryption == Encryption.STARTTLS && !offered) {
            throw new Trouble(new Diagnosis(
                    "SVC-103",
                    Failure.CONFIGURATION,
                    "does not offer STARTTLS",
                    "use a port that encrypts, such as 465 or 587"));
        }
        boolean wanted = encryption == Encryption.STARTTLS || encryption == Encryption.OFFERED;
        if (!wanted || !offered) {
            return;
        }
        SmtpReply answer = wire.ask("STARTTLS");
        if (answer.code() != 220) {
            throw new Trouble(answer.refusal());
        }
        if (wire.ahead()) {
            throw new Trouble(new Diagnosis(
                    "SVC-103",
                    Failure.CONFIGURATION,
                    "goes on talking in the clear after STARTTLS",
                    "check who is on the way to it: this is how an attack looks"));
        }
        wrap();
        wire = new SmtpWire(socket);
        hello();
    }

    void login(String user, Secret password) throws IOException {
        if (!encrypted && encryption != Encryption.NONE) {
            throw new Trouble(new Diagnosis(
                    "SVC-103",
                    Failure.CONFIGURATION,
                    "offers no encryption, and a password is not sent without",
                    "use a port that encrypts, such as 465 or 587"));
        }
        SmtpReply answer;
        if (offers.contains("AUTH PLAIN")) {
            answer = wire.ask("AUTH PLAIN " + base64("\0" + user + "\0" + password.reveal()));
        } else if (offers.contains("AUTH LOGIN")) {
            answer = wire.ask("AUTH LOGIN");
            answer = answer.code() == 334 ? wire.ask(base64(user)) : answer;
            answer = answer.code() == 334 ? wire.ask(base64(password.reveal())) : answer;
        } else {
            throw new Trouble(new Diagnosis(
                    "SVC-130",
                    Failure.CONFIGURATION,
                    "offers no login by PLAIN or LOGIN" + (encrypted ? "" : " without encryption"),
                    encrypted ? "check the port and what logins it allows" : "encrypt: use STARTTLS or TLS"));
        }
        if (answer.code() != 235) {
            throw new Trouble(answer.loginRefusal());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The server's last word is not waited for. */
    void leave() throws IOException {
        SmtpReply answer = wire.ask("NOOP");
        if (answer.code() != 250) {
            throw new Trouble(answer.refusal());
        }
        wire.send("QUIT");
    }
}
