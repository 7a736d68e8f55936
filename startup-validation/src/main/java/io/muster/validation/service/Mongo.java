package io.muster.validation.service;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.validation.diagnosis.Diagnosis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.Document;

/** A database of a MongoDB. Immutable. */
final class Mongo {
    /** The driver's own default of 30 s is longer than anybody waits. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int UNKNOWN_COMMAND = 59;

    private final MongoClient client;
    private final String database;
    private final boolean writes;
    private final ReadPreference members;

    /** Whoever reads only does so from a secondary, even while there is no primary. */
    Mongo(MongoClient client, String database, boolean writes) {
        this.client = client;
        this.database = database;
        this.writes = writes;
        this.members = writes ? ReadPreference.primary() : ReadPreference.secondaryPreferred();
    }

    HealthResult ping(Visit visit) throws Trouble {
        try {
            run(visit, new Document("ping", 1));
            return HealthResult.up().with("database", database);
        } catch (MongoException e) {
            throw new Trouble(MongoTroubles.diagnosis(e, client.getClusterDescription()));
        }
    }

    /** The deep look of the start. */
    HealthResult examine(Visit visit, List<String> collections) throws Trouble {
        HealthResult result = ping(visit);
        try {
            Document hello = hello(visit);
            var wrong = new ArrayList<Diagnosis>();
            boolean primary = hello.getBoolean("isWritablePrimary", hello.getBoolean("ismaster", true));
            boolean writable = primary && !hello.getBoolean("readOnly", false);
            if (writes && !writable) {
                wrong.add(new Diagnosis(
                        "SVC-111",
                        Failure.CONFIGURATION,
                        "takes no writes: a secondary, or read-only",
                        "connect to the replica set by its name (replicaSet=...), not to one member"));
            }
            wrong.addAll(missing(visit, collections));
            if (!wrong.isEmpty()) {
                throw new Trouble(wrong);
            }
            String set = hello.getString("setName");
            return user(visit, set == null ? result : result.with("replica_set", set));
        } catch (MongoException e) {
            throw new Trouble(MongoTroubles.diagnosis(e, client.getClusterDescription()));
        }
    }

    private Document hello(Visit visit) {
        try {
            return run(visit, new Document("hello", 1));
        } catch (MongoCommandException e) {
            if (e.getCode() != UNKNOWN_COMMAND) {
                throw e;
            }
            // its name before 4.4
            return run(visit, new Document("isMaster", 1));
        }
    }

    private List<Diagnosis> missing(Visit visit, List<String> collections) {
        if (collections.isEmpty()) {
            return List.of();
        }
        // the driver's own way asks the primary, whatever the preference; one batch holds as many as are asked for
        Document answer = run(
                visit,
                new Document("listCollections", 1)
                        .append("filter", new Document("name", new Document("$in", collections)))
                        .append("nameOnly", true)
                        .append("authorizedCollections", true)
                        .append("cursor", new Document("batchSize", collections.size() + 1)));
        Set<String> there =
                answer.get("cursor", new Document()).getList("firstBatch", Document.class, List.of()).stream()
                        .map(found -> found.getString("name"))
                        .collect(Collectors.toSet());
        return collections.stream()
                .filter(name -> !there.contains(name))
                .map(name -> new Diagnosis(
                        "SVC-110",
                        Failure.CONFIGURATION,
                        "has no collection '" + name + "' in '" + database + "', or this user may not see it",
                        "create and fill it, grant the role read on it, or correct its name"))
                .toList();
    }

    private HealthResult user(Visit visit, HealthResult result) {
        try {
            Document status = run(visit, new Document("connectionStatus", 1));
            Document login = status.get("authInfo", new Document());
            List<Document> users = login.getList("authenticatedUsers", Document.class, List.of());
            return result.with("user", users.isEmpty() ? "none" : users.get(0).getString("user"));
        } catch (MongoCommandException e) {
            // what imitates MongoDB does not always know this one, and nothing depends on it
            return result;
        }
    }

    /** Leaves a tenth of the time, so that it is the driver that gives up and tells why. */
    private Document run(Visit visit, Document command) {
        Duration wanted = visit.left().multipliedBy(9).dividedBy(10).plusMillis(1);
        Duration atMost = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
        return client.withTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .getDatabase(database)
                .runCommand(command, members);
    }
}
