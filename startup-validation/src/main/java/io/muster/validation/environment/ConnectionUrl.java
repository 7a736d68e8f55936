package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a connection URL, percent-decoded.
 *
 * <p>{@link java.net.URI} finds no host in {@code postgresql://my_db:5432/x}, since underscores are no host name to it,
 * and its exceptions hold the whole URL.
 */
record ConnectionUrl(
        String scheme,
        String host,
        Optional<Integer> port,
        String path,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> parameters) {

    private static final String ENCODE = "percent-encode special characters, such as %40 for @ and %2F for /";

    /** What stands alone before an {@code @} and is shorter is a user, and no token. */
    private static final int SHORTEST_TOKEN = 16;

    static ConnectionUrl parse(String text) throws Rejected {
        if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw Rejected.malformed("has whitespace or a control character in it", ENCODE);
        }
        int colon = text.indexOf("://");
        if (colon < 1) {
            throw Rejected.malformed("has no scheme followed by ://", "begin it with one");
        }
        String rest = text.substring(colon + 3);
        int end = endOfAuthority(rest);
        String authority = rest.substring(0, end);
        String tail = rest.substring(end);
        int at = authority.lastIndexOf('@');
        if (at < 0 && tail.indexOf('@') >= 0 && authority.indexOf(':') >= 0) {
            throw Rejected.malformed("seems to have '/', '?' or '#' in its user or password", ENCODE);
        }
        String login = at < 0 ? "" : authority.substring(0, at);
        String[] address = address(authority.substring(at + 1));
        int fragment = tail.indexOf('#');
        String withoutFragment = fragment < 0 ? tail : tail.substring(0, fragment);
        int query = withoutFragment.indexOf('?');
        String path = query < 0 ? withoutFragment : withoutFragment.substring(0, query);
        int split = login.indexOf(':');
        String user = decode(split < 0 ? login : login.substring(0, split));
        String password = split < 0 ? "" : decode(login.substring(split + 1));
        return new ConnectionUrl(
                text.substring(0, colon).toLowerCase(Locale.ROOT),
                address[0],
                port(address[1]),
                decode(path.startsWith("/") ? path.substring(1) : path),
                present(user),
                present(password).map(Secret::of),
                parameters(query < 0 ? "" : withoutFragment.substring(query + 1)));
    }

    /** The secret part of a URL, as far as one can tell without parsing it; null when there is none. */
    static @Nullable Secret guess(String url) {
        int begin = url.indexOf("://");
        int at = url.lastIndexOf('@');
        if (begin < 0 || at < begin + 3) {
            return null;
        }
        int colon = url.indexOf(':', begin + 3);
        boolean tokenAlone = (colon < 0 || colon > at) && at - begin - 3 >= SHORTEST_TOKEN;
        int from = tokenAlone ? begin + 3 : colon + 1;
        return tokenAlone || (colon > 0 && from < at) ? Secret.of(url.substring(from, at)) : null;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if ("/?#".indexOf(rest.charAt(i)) >= 0) {
                return i;
            }
        }
        return rest.length();
    }

    /** Host and port; the port is empty when not given. Several hosts stay together, each with its port. */
    private static String[] address(String text) throws Rejected {
        if (text.indexOf(',') >= 0) {
            for (String one : text.split(",", -1)) {
                port(address(one)[1]);
            }
            return new String[] {text, ""};
        }
        int closing = text.startsWith("[") ? text.indexOf(']') : -1;
        if (text.startsWith("[") && closing < 0) {
            throw Rejected.malformed("has an IPv6 address without ']'", "close the bracket");
        }
        int colon = text.indexOf(':', Math.max(closing, 0));
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.isEmpty() || host.equals("[]")) {
            throw Rejected.malformed("names no host", "put the host after ://");
        }
        return new String[] {host, colon < 0 ? "" : text.substring(colon + 1)};
    }

    private static Optional<Integer> port(String text) throws Rejected {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 5) {
            throw Rejected.malformed("has no number where its port should be", ENCODE);
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw Rejected.malformed("has a port that is not between 1 and 65535", "set a port in that range");
        }
        return Optional.of(port);
    }

    private static Map<String, String> parameters(String query) throws Rejected {
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String key = decode(equals < 0 ? pair : pair.substring(0, equals));
                parameters.put(key, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** The text percent-decoded; empty when it cannot be. */
    static Optional<String> decoded(String text) {
        try {
            return Optional.of(decode(text));
        } catch (Rejected e) {
            return Optional.empty();
        }
    }

    private static String decode(String text) throws Rejected {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
            if (low < 0) {
                throw Rejected.malformed("has a '%' that is not followed by two hex digits", "write %25 for %");
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejected.malformed("has percent-encoded bytes that are not UTF-8", "encode its text as UTF-8");
        }
    }
}
