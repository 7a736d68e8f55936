package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

    static Stream<Arguments> exceptions() {
        return Stream.of(
                row(new UnknownHostException("db"), Failure.UNAVAILABLE, "SVC-100", "host name that nobody knows"),
                row(new SocketTimeoutException(), Failure.TIMEOUT, "SVC-100", "did not answer in time"),
                row(new ConnectException(), Failure.UNAVAILABLE, "SVC-100", "is not reachable"),
                row(new NoRouteToHostException(), Failure.UNAVAILABLE, "SVC-100", "is not reachable"),
                row(new SocketException("reset"), Failure.UNAVAILABLE, "SVC-100", "closes the connection"),
                row(new SSLException("shut", new SocketException()), Failure.UNAVAILABLE, "SVC-100", "closes"),
                row(new EOFException(), Failure.UNAVAILABLE, "SVC-100", "closes the connection"),
                row(new IOException("\\n not found"), Failure.UNAVAILABLE, "SVC-100", "closes the connection"),
                row(
                        new ProtocolException("Received HTTP_PROXY_AUTH (407) code while not using proxy"),
                        Failure.UNAVAILABLE,
                        "SVC-100",
                        "is behind a proxy"),
                row(
                        new IOException("Failed to authenticate with proxy"),
                        Failure.UNAVAILABLE,
                        "SVC-100",
                        "is behind a proxy"),
                row(new SSLPeerUnverifiedException("x"), Failure.CONFIGURATION, "SVC-103", "for another host name"),
                row(
                        handshake(new CertificateException("No name matching db found")),
                        Failure.CONFIGURATION,
                        "SVC-103",
                        "for another host name"),
                row(
                        handshake(new CertificateNotYetValidException()),
                        Failure.CONFIGURATION,
                        "SVC-103",
                        "expired or is not valid yet"),
                row(handshake(new CertificateException()), Failure.CONFIGURATION, "SVC-103", "is not trusted"),
                row(new SSLException("protocol_version"), Failure.CONFIGURATION, "SVC-103", "does not agree on TLS"),
                row(
                        new SSLException("Unsupported or unrecognized SSL message"),
                        Failure.CONFIGURATION,
                        "SVC-103",
                        "speaks no TLS"));
    }

    private static Arguments row(Exception thrown, Failure failure, String code, String words) {
        return Arguments.of(thrown, failure, code, words);
    }

    private static SSLHandshakeException handshake(Exception cause) {
        var thrown = new SSLHandshakeException("no");
        thrown.initCause(cause);
        return thrown;
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void knowsWhatAnExceptionStandsFor(Exception thrown, Failure failure, String code, String words) {
        Diagnosis found = Network.diagnosis(thrown);

        assertThat(found.failure()).isEqualTo(failure);
        assertThat(found.code()).isEqualTo(code);
        assertThat(found.words()).contains(words);
    }
}
