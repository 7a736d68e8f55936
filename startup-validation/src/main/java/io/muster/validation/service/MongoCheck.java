package io.muster.validation.service;

import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoClient;
import io.muster.lifecycle.CheckContext;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.HealthCheck;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.Secret;
import io.muster.validation.diagnosis.Library;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether a MongoDB can be used. Each option returns a changed copy. Immutable and thread-safe.
 *
 * <p>While the service runs it sends {@code ping} to the database. During the start it also asks who answers and who we
 * are, that the server takes writes, and for each collection. It waits five seconds for a server to be selected at the
 * most, whatever the client's own timeout.
 */
public final class MongoCheck implements HealthCheck {
    private final MongoClient client;
    private final String database;
    private final List<String> collections;
    private final boolean writes;

    private MongoCheck(MongoClient client, String database, List<String> collections, boolean writes) {
        this.client = client;
        this.database = database;
        this.collections = collections;
        this.writes = writes;
    }

    /** Asks this database through {@code client}, which somebody else closes. */
    @SuppressWarnings("exports") // whoever has a client has the library; requiring it of everybody would not compile
    public static MongoCheck of(MongoClient client, String database) {
        requireNonNull(client, "client");
        requireNonNull(database, "database");
        return new MongoCheck(client, database, List.of(), true);
    }

    /**
     * A component that asks with a client of its own, for services that reach MongoDB by another library; it needs
     * {@code org.mongodb:mongodb-driver-sync} and says so where that is missing.
     *
     * <p>Its options are set by {@code component(...).check(check -> check.collection("orders"))}.
     *
     * @param url {@code mongodb://} or {@code mongodb+srv://}, with the database in its path; read when it starts
     */
    public static Component<MongoCheck> component(String name, Supplier<Secret> url) {
        requireNonNull(url, "url");
        return Component.<MongoCheck>component(name, () -> own(url.get()))
                .check(check -> check)
                .stop(check -> check.client.close());
    }

    private static MongoCheck own(Secret url) {
        Library.MONGODB.missing(Trouble.LIBRARY).ifPresent(missing -> {
            throw new FailureException("MongoDB cannot be asked", List.of(missing.finding("MongoDB")));
        });
        return MongoUrl.open(url.reveal(), MongoCheck::of);
    }

    /** A copy that asks, during the start, for one more collection that must exist. */
    public MongoCheck collection(String name) {
        requireNonNull(name, "collection");
        List<String> all = Stream.concat(collections.stream(), Stream.of(name)).toList();
        return new MongoCheck(client, database, all, writes);
    }

    /** A copy for a service that only reads: it asks a secondary, or the primary where there is none. */
    public MongoCheck readOnly() {
        return new MongoCheck(client, database, collections, false);
    }

    @Override
    public HealthResult check(CheckContext context) throws InterruptedException {
        var mongo = new Mongo(client, database, writes);
        return Visit.pay(
                "MongoDB",
                context,
                (visit, opened) -> visit.starting() ? mongo.examine(visit, collections) : mongo.ping(visit));
    }
}
