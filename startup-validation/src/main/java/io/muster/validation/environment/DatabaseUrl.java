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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Where a database is and who logs in. Immutable; it prints without the password.
 *
 * <p>Read from {@code postgres://}, {@code postgresql://}, {@code mysql://} or {@code mariadb://}, also with a dialect as
 * in {@code postgresql+psycopg2://}, or from {@code jdbc:} before any of these; from {@code mongodb://} and
 * {@code mongodb+srv://}; and from {@code sqlite:}, so that it can be refused where it does not belong.
 *
 * @param vendor {@code postgresql}, {@code mysql}, {@code mariadb}, {@code mongodb}, {@code mongodb+srv} or {@code sqlite}
 * @param host a name or an address; IPv6 in brackets; several as in the URL, with their ports and commas between; empty
 *     for SQLite
 * @param port the port; the vendor's own when the URL has none, and 0 where there is no such thing
 * @param database the name of the database, or the file of SQLite; empty when a MongoDB URL has none
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

    private static final String MONGODB = "mongodb";

    private static final Map<String, Integer> PORTS =
            Map.of("postgresql", 5432, "mysql", 3306, "mariadb", 3306, MONGODB, 27_017);

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
        String plain = jdbc ? text.substring(5) : text;
        if (plain.regionMatches(true, 0, "sqlite:", 0, 7)) {
            return sqlite(plain.substring(7));
        }
        ConnectionUrl url = ConnectionUrl.parse(plain);
        String vendor = vendor(url.scheme());
        if (url.path().isEmpty() && !vendor.startsWith(MONGODB)) {
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
        int port = url.port().orElse(PORTS.getOrDefault(vendor, 0));
        return new DatabaseUrl(vendor, url.host(), port, url.path(), user, password, parameters);
    }

    private static DatabaseUrl sqlite(String rest) {
        String path = rest.startsWith("//") ? rest.substring(2) : rest;
        int query = path.indexOf('?');
        String file = query < 0 ? path : path.substring(0, query);
        return new DatabaseUrl("sqlite", "", 0, file, Optional.empty(), Optional.empty(), Map.of());
    }

    private static String vendor(String scheme) throws Rejected {
        if (scheme.equals(MONGODB) || scheme.equals(MONGODB + "+srv")) {
            return scheme;
        }
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

    /**
     * For a JDBC driver, without user and password: hand it those separately.
     *
     * @throws IllegalStateException if it is a MongoDB, whose driver takes {@link #url}
     */
    public String jdbcUrl() {
        if (vendor.startsWith(MONGODB)) {
            throw new IllegalStateException("there is no JDBC driver for " + vendor + "; hand its driver url()");
        }
        if (vendor.equals("sqlite")) {
            return "jdbc:sqlite:" + database;
        }
        return "jdbc:" + vendor + "://" + address() + "/" + encode(database)
                + query(name -> JDBC_NAMES.getOrDefault(name, encode(name)));
    }

    /** The whole URL with user and password, for a driver that takes one. */
    public Secret url() {
        if (vendor.equals("sqlite")) {
            return Secret.of("sqlite://" + database);
        }
        String login = user.map(DatabaseUrl::encode).orElse("")
                + password.map(secret -> ":" + encode(secret.reveal())).orElse("");
        return Secret.of(vendor + "://" + login + (login.isEmpty() ? "" : "@") + address() + "/" + encode(database)
                + query(DatabaseUrl::encode));
    }

    private String address() {
        return port == 0 || host.indexOf(',') >= 0 ? host : host + ":" + port;
    }

    private String query(UnaryOperator<String> name) {
        return parameters.entrySet().stream()
                .map(entry -> name.apply(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), query -> query.isEmpty() ? "" : "?" + query));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Where it is and who logs in; without parameters, which may hold the rest of a password that nobody encoded. */
    @Override
    public String toString() {
        String login = user.map(name -> name + "@").orElse("");
        return vendor + "://" + login + address() + "/" + database;
    }
}
