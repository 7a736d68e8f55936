package io.muster.validation.llm;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request and reads a bounded answer. Thread-safe.
 *
 * <p>The calling thread only waits: looking up a name can neither be bounded nor interrupted, and is left behind on a
 * daemon thread when the time is up.
 */
final class Http {
    private static final Duration GRACE = Duration.ofMillis(50);
    private static final int MOST_CALLS = 256;
    private static final long LONGEST_WAIT_SECONDS = 86_400;

    /** Redirects are not followed: they would carry the key to another host. */
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .dispatcher(dispatcher())
            .build();

    private Http() {}

    private static Dispatcher dispatcher() {
        var threads = new ThreadPoolExecutor(0, MOST_CALLS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> {
            var thread = new Thread(body, "muster-llm-call");
            thread.setDaemon(true);
            return thread;
        });
        var dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(MOST_CALLS);
        dispatcher.setMaxRequestsPerHost(MOST_CALLS);
        return dispatcher;
    }

    /** @param mostBytes how much of the body is read */
    static Reply send(Request request, Duration atMost, long mostBytes, Way way)
            throws IOException, InterruptedException {
        Call call = CLIENT.newBuilder()
                .callTimeout(atMost)
                .eventListener(way)
                .build()
                .newCall(request);
        var reply = new CompletableFuture<Reply>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                reply.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    reply.complete(read(response, mostBytes));
                } catch (IOException | RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            }
        });
        try {
            return reply.get(atMost.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new InterruptedIOException("timeout");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            call.cancel();
        }
    }

    /** Closes the connections that nobody uses: the next question comes after minutes. */
    static void rest() {
        CLIENT.connectionPool().evictAll();
    }

    /** How many connections are open that nobody uses. */
    static int idle() {
        return CLIENT.connectionPool().idleConnectionCount();
    }

    private static Reply read(Response response, long mostBytes) throws IOException {
        BufferedSource source = response.body().source();
        boolean complete = false;
        try {
            complete = !source.request(mostBytes + 1);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // a refusal cut off is a refusal still
            if (response.isSuccessful()) {
                throw e;
            }
        }
        long length = Math.min(mostBytes, source.getBuffer().size());
        String body = source.getBuffer().readString(length, StandardCharsets.UTF_8);
        return Reply.of(response.code(), body, complete, seconds(response.header("Retry-After")));
    }

    private static long seconds(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("[0-9]{1,6}")
                ? Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(retryAfter))
                : 0;
    }
}
