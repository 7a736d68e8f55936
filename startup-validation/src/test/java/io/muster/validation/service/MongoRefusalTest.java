package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.bson.Document;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthStatus;
import io.muster.validation.Asked;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the driver makes of a MongoDB with users and members that refuses, and what the check makes of that. */
@Timeout(120)
class MongoRefusalTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void knowsALoginThatIsRefused() throws Exception {
        try (var mongo = new MongoWith().refusing("saslStart", 18);
                var client = MongoClients.create("mongodb://orders:Planted4kQ9@" + mongo.address() + "/orders"
                        + "?authMechanism=SCRAM-SHA-256")) {
            var row = new Row(Failure.CREDENTIALS, "SVC-101", false, 78, "refuses user or password");

            row.whileRunning(MongoCheck.of(client, "orders"));
            assertThat(row.duringStart(MongoCheck.of(client, "orders")).toString())
                    .doesNotContain("Planted");
        }
    }

    @Test
    void knowsAUserWithoutRights() throws Exception {
        try (var mongo = new MongoWith().refusing("listCollections", 13);
                var client = MongoClients.create("mongodb://" + mongo.address())) {
            var check = MongoCheck.of(client, "orders").collection("catalog");

            new Row(Failure.PERMISSION, "SVC-102", false, 77, "does not let this user do what we ask")
                    .duringStart(check);
            assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
        }
    }

    @Test
    void knowsAReplicaSetWithoutAPrimary() throws Exception {
        try (var mongo = new MongoWith().secondary();
                var client = MongoClients.create("mongodb://" + mongo.address() + "/?replicaSet=rs0")) {
            var row = new Row(Failure.UNAVAILABLE, "SVC-106", true, 69, "has no primary now");

            row.whileRunning(MongoCheck.of(client, "orders"));
            row.duringStart(MongoCheck.of(client, "orders"));
        }
    }

    @Test
    void readsFromASecondaryWhileThereIsNoPrimary() throws Exception {
        try (var mongo = new MongoWith().secondary();
                var client = MongoClients.create("mongodb://" + mongo.address() + "/?replicaSet=rs0");
                var direct = MongoClients.create("mongodb://" + mongo.address() + "/?directConnection=true")) {
            direct.getDatabase("orders").createCollection("catalog");
            var check = MongoCheck.of(client, "orders").readOnly().collection("catalog");

            assertThat(check.check(Asked.starting(LONG)).details()).containsEntry("replica_set", "rs0");
            assertThat(check.check(Asked.running(LONG)).status()).isEqualTo(HealthStatus.UP);
            new Row(Failure.CONFIGURATION, "SVC-110", false, 78, "has no collection 'invoices' in 'orders'")
                    .duringStart(check.collection("invoices"));
        }
    }

    @Test
    void knowsAPrimaryThatStepsDown() throws Exception {
        try (var mongo = new MongoWith().refusing("ping", 10_107);
                var client = MongoClients.create("mongodb://" + mongo.address())) {
            new Row(Failure.UNAVAILABLE, "SVC-106", true, 69, "has no primary now")
                    .whileRunning(MongoCheck.of(client, "orders"));
        }
    }

    @Test
    void knowsASecondaryThatIsWantedForWriting() throws Exception {
        try (var mongo = new MongoWith().secondary();
                var client = MongoClients.create("mongodb://" + mongo.address() + "/?directConnection=true")) {
            var check = MongoCheck.of(client, "orders");

            new Row(Failure.CONFIGURATION, "SVC-111", false, 78, "takes no writes").duringStart(check);
            assertThat(check.readOnly().check(Asked.starting(LONG)).details()).containsEntry("replica_set", "rs0");
        }
    }

    @Test
    void tellsWhoIsLoggedIn() throws Exception {
        var users = List.of(new Document("user", "orders_app").append("db", "admin"));
        var status = new Document("ok", 1).append("authInfo", new Document("authenticatedUsers", users));
        try (var mongo = new MongoWith().answering("connectionStatus", status);
                var client = MongoClients.create("mongodb://" + mongo.address())) {
            assertThat(MongoCheck.of(client, "orders")
                            .check(Asked.starting(LONG))
                            .details())
                    .containsEntry("user", "orders_app");
        }
    }
}
