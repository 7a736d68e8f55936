package io.muster.health.http;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Secret;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides who learns more than names and states: details, diagnostics and metrics. Immutable and thread-safe; each option
 * returns a changed copy that permits somebody more.
 *
 * <pre>{@code
 * ProbeServer.on(8081).access(Access.loopback()
 *         .networks("10.42.0.0/16")
 *         .token(env.get(DIAGNOSTICS_TOKEN)));
 * }</pre>
 *
 * <p>An address counts only when nobody untrusted stands between: a caller by way of a proxy, which says so in its
 * headers, is somebody unknown, unless the proxy is one of {@link #trustedProxies}.
 */
public final class Access {
    private static final int SHORTEST_TOKEN = 16;
    private static final String BEARER = "bearer ";

    /** A foreign name here means DNS rebinding: a page elsewhere reads by way of its visitor's browser. */
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(?:localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(?::\\d{1,5})?");

    private final boolean loopback;
    private final List<Network> networks;
    private final List<Network> proxies;
    private final Optional<Secret> token;
    private final List<Predicate<ProbeRequest>> others;
    private final boolean everybody;

    private Access(
            boolean loopback,
            List<Network> networks,
            List<Network> proxies,
            Optional<Secret> token,
            List<Predicate<ProbeRequest>> others,
            boolean everybody) {
        this.loopback = loopback;
        this.networks = networks;
        this.proxies = proxies;
        this.token = token;
        this.others = others;
        this.everybody = everybody;
    }

    /**
     * Only callers on this machine: not by way of a proxy that says so in a header, nor of a browser that a foreign name
     * lured here. A proxy that passes on bytes says nothing; behind one on this machine, ask for a {@link #token}.
     */
    public static Access loopback() {
        return new Access(true, List.of(), List.of(), Optional.empty(), List.of(), false);
    }

    /** Nobody, until an option permits somebody. */
    public static Access nobody() {
        return new Access(false, List.of(), List.of(), Optional.empty(), List.of(), false);
    }

    /** Everybody who reaches the port. The server warns of it when it opens. */
    public static Access everybody() {
        return new Access(true, List.of(), List.of(), Optional.empty(), List.of(), true);
    }

    /**
     * Also callers from these blocks of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
     *
     * @throws IllegalArgumentException if one is no block, has bits beyond its prefix, or is everybody
     */
    public Access networks(String... blocks) {
        return new Access(loopback, joined(networks, blocks), proxies, token, others, everybody);
    }

    /**
     * Believes these proxies what they say in {@code X-Forwarded-For} about whom they were called by. A caller from one
     * of them that says nothing is somebody unknown.
     *
     * @throws IllegalArgumentException if one is no block, has bits beyond its prefix, or is everybody
     */
    public Access trustedProxies(String... blocks) {
        return new Access(loopback, networks, joined(proxies, blocks), token, others, everybody);
    }

    /**
     * Also whoever sends {@code Authorization: Bearer <token>}, from anywhere. Compared in constant time.
     *
     * @throws IllegalArgumentException if it has fewer than 16 characters
     */
    public Access token(Secret token) {
        if (token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException("the token has " + token.length() + " characters, " + SHORTEST_TOKEN
                    + " are needed; make one with: openssl rand -hex 32");
        }
        return new Access(loopback, networks, proxies, Optional.of(token), others, everybody);
    }

    /** Also whom {@code permits} permits: asked on the probe's thread, so quick and never blocking; what throws does not. */
    public Access when(Predicate<ProbeRequest> permits) {
        requireNonNull(permits, "permits");
        var all = Stream.concat(others.stream(), Stream.of(permits)).toList();
        return new Access(loopback, networks, proxies, token, all, everybody);
    }

    private static List<Network> joined(List<Network> before, String... blocks) {
        return Stream.concat(before.stream(), Stream.of(blocks).map(Network::of))
                .toList();
    }

    boolean isEverybody() {
        return everybody;
    }

    Optional<Secret> token() {
        return token;
    }

    Permission of(ProbeRequest request) {
        if (everybody || local(request) || bears(request) || others.stream().anyMatch(other -> asks(other, request))) {
            return Permission.GRANTED;
        }
        return token.isPresent() ? Permission.NEEDS_TOKEN : Permission.REFUSED;
    }

    private boolean local(ProbeRequest request) {
        Optional<InetAddress> caller =
                loopback || !networks.isEmpty() ? Caller.address(request, proxies) : Optional.empty();
        return caller.isPresent()
                && (Caller.within(networks, caller.get())
                        || (loopback && caller.get().isLoopbackAddress() && namesThisMachine(request)));
    }

    private static boolean namesThisMachine(ProbeRequest request) {
        List<String> hosts = request.headers("Host");
        return hosts.stream()
                .allMatch(host ->
                        LOCAL_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }

    private boolean bears(ProbeRequest request) {
        List<String> sent = token.isPresent() ? request.headers("Authorization") : List.of();
        if (sent.size() != 1 || !sent.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return false;
        }
        // of equal length whatever was sent, so that neither content nor length tells by time
        return MessageDigest.isEqual(
                digest(sent.get(0).substring(BEARER.length()).strip()),
                digest(token.orElseThrow().reveal()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static boolean asks(Predicate<ProbeRequest> other, ProbeRequest request) {
        try {
            return other.test(request);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
