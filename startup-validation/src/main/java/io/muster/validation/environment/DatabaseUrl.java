package io.muster.validation.environment;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a database is and who logs in. Immutable; it prints without the password.
 *
 * <p>Read from {@code postgres://}, {@code postgresql://}, {@code mysql://} or {@code mariadb://}, also with a dialect as
 * in {@code postgresql+psycopg2://}, or from {@code jdbc:} before any of these.
 *
 * @param vendor {@code postgresql}, {@code mysql} or {@code mariadb}
 * @param host a name or an address; IPv6 in brackets
 * @param port the port; the vendor's own when the URL has none
 * @param database the name of the database
 * @param user the user, when the URL has one
 * @param password the password, when the URL has one
 * @param parameters the other parameters in their order, without user and password
 */
public record DatabaseUrl(
        String vendor,
        String host,
        int port,
        String database,
        Optional<String> user,
        Optional<Secret> password,
        Map<String, String> parameters) {

    /** What libpq calls it, and what the JDBC driver calls it. */
    private static final Map<String, String> JDBC_NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding");

    /** Copies the parameters. */
    public DatabaseUrl {
        requireNonNull(vendor, "vendor");
        requireNonNull(host, "host");
        requireNonNull(database, "database");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it is none; the message does not hold it
     */
    public static DatabaseUrl parse(String url) {
        try {
            return read(url);
        } catch (Rejected e) {
            throw new IllegalArgumentException("the database URL " + e.message() + "; " + e.fix(), e);
        }
    }

    static DatabaseUrl read(String text) throws Rejected {
        boolean jdbc = text.regionMatches(true, 0, "jdbc:", 0, 5);
        ConnectionUrl url = ConnectionUrl.parse(jdbc ? text.substring(5) : text);
        String vendor = vendor(url.scheme());
        if (url.path().isEmpty()) {
            throw Rejected.malformed("names no database", "put its name after the host, as in //host/name");
        }
        var parameters = new LinkedHashMap<>(url.parameters());
        Optional<String> user = Optional.ofNullable(parameters.remove("user")).or(url::user);
        Optional<Secret> password = Optional.ofNullable(parameters.remove("password"))
                .filter(value -> !value.isEmpty())
                .map(Secret::of)
                .or(url::password);
        for (String name : parameters.keySet()) {
            if (name.toLowerCase(Locale.ROOT).contains("password")) {
                throw Rejected.malformed("has a second password in a parameter", "give that one to the driver itself");
            }
        }
        int port = url.port().orElse(vendor.equals("postgresql") ? 5432 : 3306);
        return new DatabaseUrl(vendor, url.host(), port, url.path(), user, password, parameters);
    }

    private static String vendor(String scheme) throws Rejected {
        int plus = scheme.indexOf('+');
        return switch (plus < 0 ? scheme : scheme.substring(0, plus)) {
            case "postgres", "postgresql" -> "postgresql";
            case "mysql" -> "mysql";
            case "mariadb" -> "mariadb";
            default ->
                throw Rejected.malformed(
                        "has a scheme of no known database", "begin it with postgresql:// or mysql://");
        };
    }

    /** For a JDBC driver, without user and password: hand it those separately. */
    public String jdbcUrl() {
        String query = parameters.entrySet().stream()
                .map(entry -> JDBC_NAMES.getOrDefault(entry.getKey(), encode(entry.getKey())) + "="
                        + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return "jdbc:" + vendor + "://" + host + ":" + port + "/" + encode(database)
                + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
