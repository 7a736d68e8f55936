package io.muster.validation.service;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Secret;
import io.muster.validation.diagnosis.Library;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Chroma vector store can be used. Each option returns a changed copy. Immutable and thread-safe.
 *
 * <p>It asks version 2 of the API, and version 1 where that does not exist. While the service runs it asks for the
 * heartbeat, which needs no login and proves none; during the start also whether Chroma can answer queries, whether it takes
 * the token, and for each collection. It needs {@code com.squareup.okhttp3:okhttp-jvm} and says so where that is missing.
 */
public final class ChromaCheck implements HealthCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,511}");

    private final Supplier<URI> url;
    private Map<String, Supplier<Secret>> headers = Map.of();
    private String tenant = "default_tenant";
    private String database = "default_database";
    private List<String> collections = List.of();
    private @Nullable Trust trust;

    private ChromaCheck(Supplier<URI> url) {
        this.url = url;
    }

    private ChromaCheck with(Consumer<ChromaCheck> change) {
        var copy = new ChromaCheck(url);
        copy.headers = headers;
        copy.tenant = tenant;
        copy.database = database;
        copy.collections = collections;
        copy.trust = trust;
        change.accept(copy);
        return copy;
    }

    /** Asks there, such as {@code http://chroma:8000}; read at each check. */
    public static ChromaCheck at(Supplier<URI> url) {
        return new ChromaCheck(requireNonNull(url, "url"));
    }

    /** Sends this token in the header {@code X-Chroma-Token}; read at each check. */
    public ChromaCheck token(Supplier<Secret> token) {
        requireNonNull(token, "token");
        return with(copy -> copy.headers = Map.of("X-Chroma-Token", token));
    }

    /** Sends this token in the header {@code Authorization: Bearer} instead; read at each check. */
    public ChromaCheck bearer(Supplier<Secret> token) {
        requireNonNull(token, "token");
        return with(copy -> copy.headers =
                Map.of("Authorization", () -> Secret.of("Bearer " + token.get().reveal())));
    }

    /** Where the collections are. Default: {@code default_tenant} and {@code default_database}. */
    public ChromaCheck database(String tenant, String database) {
        String owner = name(tenant, "tenant");
        String place = name(database, "database");
        return with(copy -> {
            copy.tenant = owner;
            copy.database = place;
        });
    }

    /** During the start, one more collection that must exist. */
    public ChromaCheck collection(String name) {
        String one = name(name, "collection");
        return with(copy -> copy.collections =
                Stream.concat(collections.stream(), Stream.of(one)).toList());
    }

    private static String name(String name, String kind) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + kind + "' is '" + name
                    + "'; Chroma's names are letters, digits, '.', '_' and '-', and begin with a letter or digit");
        }
        return name;
    }

    /** Trusts these certificates instead of those of the JVM's trust store. */
    public ChromaCheck trust(X509TrustManager manager) {
        Trust given = Trust.in(requireNonNull(manager, "trust"));
        return with(copy -> copy.trust = given);
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        URI target = url.get();
        return Visit.pay("Chroma", context, (visit, opened) -> {
            Trouble.unlessPresent(Library.OKHTTP);
            var chroma = new Chroma(Web.at(target, headers, trust, opened));
            return visit.starting()
                    ? chroma.examine(!headers.isEmpty(), tenant, database, collections)
                    : chroma.heartbeat();
        });
    }
}
