package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Finds out what an exception on the way to a service stands for. */
final class Network {
    static final Diagnosis TIMEOUT = new Diagnosis(
            "SVC-100",
            Failure.TIMEOUT,
            "did not answer in time",
            "check that it is not blocked, and that no firewall drops what is sent");
    static final Diagnosis UNREACHABLE = new Diagnosis(
            "SVC-100", Failure.UNAVAILABLE, "is not reachable", "check that it runs, and that host and port are right");
    static final Diagnosis CLOSED = new Diagnosis(
            "SVC-100",
            Failure.UNAVAILABLE,
            "closes the connection before it has answered",
            "check what answers there, and whether it wants TLS");
    static final Diagnosis UNKNOWN_HOST = new Diagnosis(
            "SVC-100",
            Failure.UNAVAILABLE,
            "has a host name that nobody knows",
            "check the name, and that DNS answers here");
    static final Diagnosis PROXY = new Diagnosis(
            "SVC-100",
            Failure.UNAVAILABLE,
            "is behind a proxy that asks for a login (HTTP 407)",
            "check the JVM's proxy settings");
    private static final Diagnosis OTHER_NAME =
            tls("has a certificate for another host name", "connect by a name that the certificate is for");
    private static final Diagnosis DATED =
            tls("has a certificate that has expired or is not valid yet", "renew it, and check this machine's clock");
    private static final Diagnosis UNTRUSTED =
            tls("has a certificate that is not trusted", "add who signed it to the trust store");
    private static final Diagnosis NO_TLS =
            tls("speaks no TLS on this port", "connect without TLS, or to the port that has it");
    private static final Diagnosis NO_HANDSHAKE = tls(
            "does not agree on TLS", "check which versions of TLS it takes, and whether it wants a client certificate");

    private static final int DEEPEST = 16;

    private Network() {}

    private static Diagnosis tls(String words, String fix) {
        return new Diagnosis("SVC-103", Failure.CONFIGURATION, words, fix);
    }

    static Diagnosis diagnosis(Throwable e) {
        if (has(e, CertificateExpiredException.class) || has(e, CertificateNotYetValidException.class)) {
            return DATED;
        }
        if (has(e, SSLPeerUnverifiedException.class) || says(e, "no subject alternative") || says(e, "no name match")) {
            return OTHER_NAME;
        }
        if (has(e, CertificateException.class)) {
            return UNTRUSTED;
        }
        if (has(e, UnknownHostException.class)) {
            return UNKNOWN_HOST;
        }
        if (has(e, InterruptedIOException.class)) {
            return TIMEOUT;
        }
        if (has(e, ConnectException.class) || has(e, NoRouteToHostException.class)) {
            return UNREACHABLE;
        }
        if (says(e, "proxy")) {
            return PROXY;
        }
        if (has(e, SocketException.class) || has(e, EOFException.class) || has(e, ProtocolException.class)) {
            return CLOSED;
        }
        if (has(e, SSLException.class)) {
            return says(e, "unrecognized ssl message") ? NO_TLS : NO_HANDSHAKE;
        }
        // okhttp tells the end of a stream by a bare IOException
        return e instanceof IOException ? CLOSED : UNREACHABLE;
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        @Nullable Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (type.isInstance(next)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }

    private static boolean says(Throwable thrown, String words) {
        @Nullable Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            String message = next.getMessage();
            if (message != null && message.toLowerCase(Locale.ROOT).contains(words)) {
                return true;
            }
            next = next.getCause();
        }
        return false;
    }
}
