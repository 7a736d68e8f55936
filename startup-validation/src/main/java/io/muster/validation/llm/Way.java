package io.muster.validation.llm;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The way to a provider, and where it ended when there was no answer. For one call; thread-safe.
 */
final class Way extends EventListener {
    private static final int DEEPEST = 16;
    private static final String UNREAD =
            "HTTPS_PROXY is set, which the JVM does not read; set -Dhttps.proxyHost and -Dhttps.proxyPort";

    private final Map<String, String> environment;
    private volatile boolean proxied;
    private volatile boolean connecting;

    Way(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        proxied = proxies.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connecting = true;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        connecting = false;
    }

    /** What it means that the call ended so. */
    Answer ended(IOException e, Subject subject, boolean ownName) {
        if (e instanceof SSLPeerUnverifiedException) {
            return Answer.of(Verdict.UNTRUSTED, subject, "it is for another host name");
        }
        if (cause(e, CertificateException.class) != null) {
            boolean dated = cause(e, CertificateExpiredException.class) != null
                    || cause(e, CertificateNotYetValidException.class) != null;
            return Answer.of(Verdict.UNTRUSTED, subject, dated ? "it has expired or is not valid yet" : "");
        }
        String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        if (message.contains("authenticate with proxy") || message.contains("http_proxy_auth")) {
            return Answer.of(Verdict.PROXY, subject, "HTTP 407");
        }
        if (message.contains("response code for connect")) {
            return Answer.of(Verdict.PROXY, subject, "it refuses to connect");
        }
        if (e instanceof SSLException) {
            return message.contains("unrecognized ssl message")
                    ? Answer.of(Verdict.MISCONFIGURED, subject, "the port speaks no TLS")
                            .fix("check whether the base URL should begin with http://")
                    : Answer.of(Verdict.UNREACHABLE, subject, "the TLS handshake failed");
        }
        if (e instanceof InterruptedIOException) {
            return advised(Answer.of(Verdict.TIMED_OUT, subject, connecting ? "while connecting" : ""));
        }
        if (e instanceof ProtocolException || cause(e, EOFException.class) != null) {
            return Answer.of(Verdict.TRANSIENT, subject, "its answer was cut off");
        }
        if (proxied) {
            return Answer.of(Verdict.PROXY, subject, "the proxy itself is not reachable");
        }
        if (e instanceof UnknownHostException) {
            return ownName
                    ? Answer.of(Verdict.MISCONFIGURED, subject, "there is no host of that name")
                            .fix("check the resource's name in the base URL")
                    : advised(Answer.of(Verdict.UNREACHABLE, subject, "its name is not known"));
        }
        return advised(Answer.of(Verdict.UNREACHABLE, subject, e.getClass().getSimpleName()));
    }

    private Answer advised(Answer answer) {
        boolean unread = !proxied && (environment.containsKey("HTTPS_PROXY") || environment.containsKey("https_proxy"));
        return unread ? answer.fix(UNREAD) : answer;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        @Nullable Throwable next = thrown;
        for (int depth = 0; next != null && depth < DEEPEST; depth++) {
            if (type.isInstance(next)) {
                return type.cast(next);
            }
            next = next.getCause();
        }
        return null;
    }
}
