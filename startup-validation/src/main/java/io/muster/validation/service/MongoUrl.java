package io.muster.validation.service;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientException;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.validation.diagnosis.Diagnosis;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** Opens a small client of our own. No message repeats the connection string, which holds a password. */
final class MongoUrl {
    private static final int SELECTION_SECONDS = 4;
    private static final int MOST_CONNECTIONS = 2;

    private MongoUrl() {}

    /** @param use takes the client and the name of the database */
    static <T> T open(String url, BiFunction<MongoClient, String, T> use) {
        ConnectionString parsed = parsed(url);
        String database = parsed.getDatabase();
        if (database == null) {
            throw failure(new Diagnosis(
                    "SVC-104",
                    Failure.CONFIGURATION,
                    "has a connection string without a database",
                    "end it with '/' and the database's name"));
        }
        var settings = MongoClientSettings.builder()
                .applyConnectionString(parsed)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.minSize(0).maxSize(MOST_CONNECTIONS).maxConnecting(1))
                .build();
        return use.apply(MongoClients.create(settings), database);
    }

    private static ConnectionString parsed(String url) {
        try {
            return new ConnectionString(url);
        } catch (IllegalArgumentException e) {
            throw failure(new Diagnosis(
                    "SVC-104",
                    Failure.CONFIGURATION,
                    "has a connection string that cannot be read",
                    "write mongodb://user:password@host:27017/database, and percent-encode ':', '/', '@' and '%' in the"
                            + " password"));
        } catch (MongoClientException e) {
            throw failure(MongoTroubles.NO_SRV);
        }
    }

    /** Without a cause: the driver's words may quote the connection string. */
    private static FailureException failure(Diagnosis diagnosis) {
        return new FailureException("MongoDB cannot be used", List.of(diagnosis.finding("MongoDB")));
    }
}
