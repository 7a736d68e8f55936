package io.muster.lifecycle;

import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells a TLS setting that is wrong for good from a connection that broke while TLS was spoken. */
final class TlsFailures {
    private static final int DEEPEST = 16;

    /** In the words of the JDK: certificates refused by the other side, versions and ciphers that do not meet, no TLS at all. */
    private static final Pattern FOR_GOOD =
            Pattern.compile("(?i)certificate|unknown_ca|handshake_failure|protocol_version"
                    + "|insufficient_security|unrecognized_name|access_denied|no appropriate protocol|protocol is disabled"
                    + "|no cipher suites? in common|unsupported or unrecognized ssl message|plaintext connection"
                    + "|not support(?:ed)? .*protocol|no name matching|no subject alternative");

    private TlsFailures() {}

    /** Whatever says nothing of a certificate, a version or a cipher is what a proxy that restarts does. */
    static Failure of(SSLException thrown) {
        if (thrown instanceof SSLPeerUnverifiedException || thrown instanceof SSLKeyException) {
            return Failure.CONFIGURATION;
        }
        Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            String message = String.valueOf(next.getMessage());
            if (next instanceof GeneralSecurityException
                    || FOR_GOOD.matcher(message).find()) {
                return Failure.CONFIGURATION;
            }
            next = next.getCause();
        }
        return Failure.UNAVAILABLE;
    }
}
