package io.muster.validation.service;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted instead of those of the JVM's trust store. Immutable. */
record Trust(X509TrustManager manager, SSLSocketFactory sockets) {
    static Trust in(X509TrustManager manager) {
        try {
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {manager}, null);
            return new Trust(manager, tls.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("'trust' cannot be used with this JVM's TLS", e);
        }
    }
}
