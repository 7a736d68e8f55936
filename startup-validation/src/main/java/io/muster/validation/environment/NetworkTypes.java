package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How URLs, hosts and addresses are read, and what can be told of them. No name is ever resolved. */
final class NetworkTypes {
    private static final int LONGEST_HOST = 253;

    private NetworkTypes() {}

    static URI url(String text) throws Rejected {
        try {
            var uri = new URI(text);
            String authority = uri.getRawAuthority();
            if (uri.getScheme() != null
                    && authority != null
                    && !hostOf(authority).isEmpty()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, without the text that the exception holds
        }
        throw Rejected.malformed("is not a URL with a scheme and a host", "set one such as https://host:port/path");
    }

    static boolean hasUser(URI url) {
        return String.valueOf(url.getRawAuthority()).indexOf('@') >= 0;
    }

    /** The password as it stands there and as it is meant. */
    static List<Secret> passwords(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        int at = authority.lastIndexOf('@');
        int colon = authority.indexOf(':');
        if (colon < 0 || colon + 1 >= at) {
            return List.of();
        }
        String raw = authority.substring(colon + 1, at);
        var passwords = new ArrayList<Secret>();
        passwords.add(Secret.of(raw));
        ConnectionUrl.decoded(raw)
                .filter(meant -> !meant.equals(raw))
                .map(Secret::of)
                .ifPresent(passwords::add);
        return passwords;
    }

    static String host(String text) throws Rejected {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.indexOf("://") >= 0) {
            throw Rejected.malformed("has a scheme, where a host alone is meant", "set what follows ://, without port");
        }
        if (Cidr.address(bare).isPresent()) {
            return text;
        }
        if (bare.indexOf(':') >= 0) {
            throw Rejected.malformed("has a port, where a host alone is meant", "set what comes before the colon");
        }
        if (bare.isEmpty()
                || bare.length() > LONGEST_HOST
                || !bare.chars().allMatch(NetworkTypes::inHost)
                || edgy(bare)) {
            throw Rejected.malformed("is not the name or address of a host", "set one such as db.example.com");
        }
        return text;
    }

    private static boolean inHost(int c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }

    private static boolean edgy(String host) {
        return host.startsWith(".") || host.startsWith("-") || host.contains("..");
    }

    static int port(String text) throws Rejected {
        int port = NumberTypes.integer(text);
        if (port < 1 || port > 65_535) {
            throw Rejected.malformed("must be a port between 1 and 65535", "set a port in that range");
        }
        return port;
    }

    static InetSocketAddress hostAndPort(String text) throws Rejected {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        if (colon < 1 || text.endsWith("]") || (!bracketed && text.indexOf(':') != colon)) {
            throw Rejected.malformed("is not a host and a port", "set host:port, or [address]:port for IPv6");
        }
        return InetSocketAddress.createUnresolved(host(text.substring(0, colon)), port(text.substring(colon + 1)));
    }

    static String print(InetSocketAddress address) {
        String host = address.getHostString();
        boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (bare ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** One {@code @}, something before it, and a host with a dot after it: the rest only a mail server knows. */
    static String email(String text) throws Rejected {
        int at = text.indexOf('@');
        boolean fits = at > 0
                && at == text.lastIndexOf('@')
                && at <= 64
                && text.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>' || c == ',')
                && text.indexOf('.', at) > at + 1
                && text.length() - at - 1 <= LONGEST_HOST
                && !text.endsWith(".");
        if (!fits) {
            throw Rejected.malformed("is not an e-mail address", "set one such as someone@example.com");
        }
        return text;
    }

    /** The hosts that a value of any type names. */
    static Stream<String> hosts(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().flatMap(NetworkTypes::hosts);
        }
        if (value instanceof Optional<?> optional) {
            return optional.stream().flatMap(NetworkTypes::hosts);
        }
        if (value instanceof URI uri) {
            return Stream.of(hostOf(String.valueOf(uri.getRawAuthority())));
        }
        if (value instanceof DatabaseUrl url) {
            return Stream.of(url.host().split(",")).map(NetworkTypes::hostOf);
        }
        if (value instanceof RedisUrl url) {
            return Stream.of(url.host());
        }
        if (value instanceof InetSocketAddress address) {
            return Stream.of(address.getHostString());
        }
        return value instanceof String text ? Stream.of(hostOf(authority(text))) : Stream.empty();
    }

    /** Of an origin or another URL that was declared as text; the text itself when it is none. */
    private static String authority(String text) {
        int begin = text.indexOf("://");
        String rest = begin < 0 ? text : text.substring(begin + 3);
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static String hostOf(String authority) {
        String address = authority.substring(authority.lastIndexOf('@') + 1);
        int bracket = address.indexOf(']');
        if (bracket > 0) {
            return address.substring(0, bracket + 1);
        }
        int colon = address.indexOf(':');
        return colon < 0 || colon != address.lastIndexOf(':') ? address : address.substring(0, colon);
    }

    /** Whether it means this machine, seen from itself. */
    static boolean local(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("host.docker.internal")
                || address(name)
                        .filter(it -> it.isLoopbackAddress() || it.isAnyLocalAddress())
                        .isPresent();
    }

    /** Whether it is this machine, an address of a private network, or a name without a dot, which no one else resolves. */
    static boolean isPrivate(String host) {
        return local(host)
                || (host.indexOf('.') < 0 && host.indexOf(':') < 0)
                || address(host)
                        .filter(it -> it.isSiteLocalAddress()
                                || it.isLinkLocalAddress()
                                || (it.getAddress()[0] & 0xfe) == 0xfc)
                        .isPresent();
    }

    private static Optional<InetAddress> address(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return Cidr.address(bracketed ? host.substring(1, host.length() - 1) : host);
    }
}
