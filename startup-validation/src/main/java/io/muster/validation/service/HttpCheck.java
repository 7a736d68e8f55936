package io.muster.validation.service;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Secret;
import io.muster.lifecycle.TimeSource;
import io.muster.validation.diagnosis.Diagnosis;
import io.muster.validation.diagnosis.Library;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether an HTTP(S) endpoint answers as it should. Each option returns a changed copy. Immutable and thread-safe.
 *
 * <p>One GET on a connection of its own; redirects are not followed, and 64 KiB of the body are read at the most. It needs
 * {@code com.squareup.okhttp3:okhttp-jvm} and says so where that is missing.
 */
public final class HttpCheck implements HealthCheck {
    private static final long MOST_BYTES = 65_536;
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    private final Supplier<URI> url;
    private final Supplier<Instant> now;
    private Set<Integer> statuses = Set.of();
    private String content = "";
    private Map<String, Supplier<Secret>> headers = Map.of();
    private Duration renewal = FORTNIGHT;
    private @Nullable Duration skew;
    private @Nullable Trust trust;

    private HttpCheck(Supplier<URI> url, Supplier<Instant> now) {
        this.url = url;
        this.now = now;
    }

    private HttpCheck with(Consumer<HttpCheck> change) {
        var copy = new HttpCheck(url, now);
        copy.statuses = statuses;
        copy.content = content;
        copy.headers = headers;
        copy.renewal = renewal;
        copy.skew = skew;
        copy.trust = trust;
        change.accept(copy);
        return copy;
    }

    /** Asks there. */
    public static HttpCheck get(URI url) {
        requireNonNull(url, "url");
        return get(() -> url);
    }

    /** Asks there; read at each check. */
    public static HttpCheck get(Supplier<URI> url) {
        return get(url, TimeSource.system()::now);
    }

    static HttpCheck get(Supplier<URI> url, Supplier<Instant> now) {
        return new HttpCheck(requireNonNull(url, "url"), now);
    }

    /** Only these statuses will do. Default: 200 to 299. */
    public HttpCheck status(int... statuses) {
        var all = new TreeSet<Integer>();
        Arrays.stream(statuses).forEach(all::add);
        if (all.isEmpty() || all.first() < 100 || all.last() > 599) {
            throw new IllegalArgumentException("'status' is " + all + "; name statuses from 100 to 599");
        }
        return with(copy -> copy.statuses = all);
    }

    /** The first 64 KiB of the body must hold this text. Default: any body will do. */
    public HttpCheck contains(String text) {
        requireNonNull(text, "text");
        return with(copy -> copy.content = text);
    }

    /** Sends this header, whose value is read at each check and never shown. */
    public HttpCheck header(String name, Supplier<Secret> value) {
        requireNonNull(value, "value");
        if (!name.matches("[A-Za-z0-9-]{1,80}")) {
            throw new IllegalArgumentException("'header' is not a name of a header; use letters, digits and '-'");
        }
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return with(copy -> copy.headers = all);
    }

    /** DEGRADED when a certificate of the server expires sooner than this. Default: 14 days. */
    public HttpCheck certificate(Duration validFor) {
        requireNonNull(validFor, "valid for");
        return with(copy -> copy.renewal = validFor);
    }

    /** DEGRADED when this machine's clock and the server's differ by more than this. Default: not looked at. */
    public HttpCheck clock(Duration most) {
        if (most.compareTo(Clock.FINEST) < 0) {
            throw new IllegalArgumentException(
                    "'clock' is " + most + "; servers tell seconds, so allow " + Clock.FINEST + " at least");
        }
        return with(copy -> copy.skew = most);
    }

    /** Trusts these certificates instead of those of the JVM's trust store. */
    public HttpCheck trust(X509TrustManager manager) {
        Trust given = Trust.in(requireNonNull(manager, "trust"));
        return with(copy -> copy.trust = given);
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        URI target = url.get();
        return Visit.pay(subject(target), context, (visit, opened) -> {
            Trouble.unlessPresent(Library.OKHTTP);
            Page page = Web.at(target, headers, trust, opened).get(MOST_BYTES);
            demand(page);
            return described(verdict(page), page);
        });
    }

    /** Without login, path and query, which may hold secrets. */
    private static String subject(URI target) {
        return target.getHost() == null ? "HTTP endpoint" : target.getScheme() + "://" + target.getHost();
    }

    private void demand(Page page) throws Trouble {
        boolean expected = statuses.isEmpty() ? page.ok() : statuses.contains(page.status());
        if (!expected) {
            throw new Trouble(
                    page.ok()
                            ? new Diagnosis(
                                    "SVC-120",
                                    Failure.CONFIGURATION,
                                    "answers HTTP " + page.status() + ", and not " + statuses,
                                    "check its URL")
                            : Refusals.of(page.status()));
        }
        if (!page.body().contains(content)) {
            throw new Trouble(new Diagnosis(
                    "SVC-121",
                    Failure.CONFIGURATION,
                    "answers without the text that it should have",
                    "check that the right service answers there, and not a portal or a proxy"));
        }
    }

    private HealthResult verdict(Page page) {
        Instant today = now.get();
        return page.expiry()
                .flatMap(expiry -> Clock.expiring(expiry, today, renewal))
                .or(() -> skewed(page, today))
                .map(Diagnosis::degraded)
                .orElse(HealthResult.up());
    }

    private Optional<Diagnosis> skewed(Page page, Instant today) {
        Duration most = skew;
        return most == null ? Optional.empty() : page.date().flatMap(date -> Clock.skewed(date, today, most));
    }

    private HealthResult described(HealthResult result, Page page) {
        HealthResult described = result.with("status", page.status());
        return page.expiry()
                .map(expiry -> described.with("certificate_expires", expiry))
                .orElse(described);
    }
}
