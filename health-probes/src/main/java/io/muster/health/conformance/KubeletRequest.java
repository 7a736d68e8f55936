package io.muster.health.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP probe as the kubelet sends it: one timeout over all, redirects on the same host alone, ten at the most. */
final class KubeletRequest {
    private static final int MOST_BODY = 10 * 1_024;
    private static final int MOST_REDIRECTS = 10;

    private final URI target;
    private final Duration timeout;

    KubeletRequest(URI target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
    }

    Attempt send() {
        var sending = new FutureTask<>(() -> follow(target, 0));
        var thread = new Thread(sending, "kubelet-simulator");
        thread.setDaemon(true);
        thread.start();
        try {
            return sending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Attempt.FAILURE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempt.ERROR;
        }
    }

    private Attempt follow(URI url, int redirects) throws IOException {
        RawAnswer answer = get(url);
        boolean redirect = answer.status() >= 300
                && answer.status() < 400
                && answer.header("location").isPresent();
        if (redirect) {
            URI next = url.resolve(answer.header("location").orElseThrow());
            if (!target.getHost().equals(next.getHost())) {
                return Attempt.WARNING;
            }
            return redirects < MOST_REDIRECTS ? follow(next, redirects + 1) : Attempt.FAILURE;
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            return Attempt.WARNING;
        }
        return answer.status() >= 200 && answer.status() < 300 ? Attempt.SUCCESS : Attempt.FAILURE;
    }

    private RawAnswer get(URI url) throws IOException {
        var address = new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort());
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        try (var connection = new Connection(address, timeout)) {
            connection.send(Platform.KUBELET.request(path + query, url.getRawAuthority()));
            return connection.answer(MOST_BODY);
        }
    }
}
