package io.muster.validation.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerType;
import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.net.ConnectException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a real MongoDB with users, members and Atlas before it would say. */
class MongoTroublesTest {
    private static final ServerAddress OURS = new ServerAddress("mongo");
    private static final ServerAddress ATLAS = new ServerAddress("cluster0-shard-00-00.abcde.mongodb.net");
    private static final MongoCredential LOGIN =
            MongoCredential.createCredential("orders", "admin", "Planted".toCharArray());

    private static ClusterDescription cluster(ServerAddress address, Throwable met) {
        var server = ServerDescription.builder()
                .address(address)
                .state(ServerConnectionState.CONNECTING)
                .type(ServerType.UNKNOWN)
                .exception(met)
                .build();
        return new ClusterDescription(ClusterConnectionMode.MULTIPLE, ClusterType.UNKNOWN, List.of(server));
    }

    private static ClusterDescription healthy() {
        var secondary = ServerDescription.builder()
                .address(OURS)
                .ok(true)
                .state(ServerConnectionState.CONNECTED)
                .type(ServerType.REPLICA_SET_SECONDARY)
                .build();
        return new ClusterDescription(ClusterConnectionMode.MULTIPLE, ClusterType.REPLICA_SET, List.of(secondary));
    }

    private static MongoException command(int code) {
        var answer = new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("Planted"));
        return new MongoCommandException(answer, OURS);
    }

    private static MongoException socket(Exception cause) {
        return new MongoSocketOpenException("Planted", OURS, cause);
    }

    @ParameterizedTest
    @CsvSource({
        "18,    CREDENTIALS, SVC-101, refuses user or password",
        "8000,  CREDENTIALS, SVC-101, refuses user or password",
        "13,    PERMISSION,  SVC-102, does not let this user do what we ask",
        "91,    UNAVAILABLE, SVC-106, has no primary now",
        "189,   UNAVAILABLE, SVC-106, has no primary now",
        "10107, UNAVAILABLE, SVC-106, has no primary now",
        "13435, UNAVAILABLE, SVC-106, has no primary now",
        "1,     UNAVAILABLE, SVC-106, answers with an error",
    })
    void judgesTheCode(int code, Failure failure, String finding, String words) {
        Diagnosis found = MongoTroubles.diagnosis(command(code), healthy());

        assertThat(found.failure()).isEqualTo(failure);
        assertThat(found.code()).isEqualTo(finding);
        assertThat(found.sentence()).startsWith(words).doesNotContain("Planted");
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                Arguments.of(new MongoSecurityException(LOGIN, "Planted"), Failure.CREDENTIALS, "refuses user"),
                Arguments.of(
                        new MongoSecurityException(LOGIN, "Planted", socket(new ConnectException("Planted"))),
                        Failure.UNAVAILABLE,
                        "is not reachable"),
                Arguments.of(
                        socket(new SSLHandshakeException("Planted")), Failure.CONFIGURATION, "does not agree on TLS"),
                Arguments.of(
                        new MongoSocketReadException("Planted", OURS), Failure.UNAVAILABLE, "closes the connection"));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void judgesWhatTheDriverThrows(MongoException thrown, Failure failure, String words) {
        Diagnosis found = MongoTroubles.diagnosis(thrown, healthy());

        assertThat(found.failure()).isEqualTo(failure);
        assertThat(found.sentence()).startsWith(words).doesNotContain("Planted");
    }

    @Test
    void tellsWhyNoServerWasSelected() {
        var waited = new MongoTimeoutException("Planted");

        assertThat(MongoTroubles.diagnosis(waited, cluster(OURS, socket(new ConnectException()))))
                .isEqualTo(Network.UNREACHABLE);
        assertThat(MongoTroubles.diagnosis(waited, cluster(OURS, new IllegalStateException())))
                .isEqualTo(Network.UNREACHABLE);
        assertThat(MongoTroubles.diagnosis(waited, cluster(OURS, command(18))).failure())
                .isEqualTo(Failure.CREDENTIALS);
        assertThat(MongoTroubles.diagnosis(waited, healthy()).words()).isEqualTo("has no primary now");
    }

    @Test
    void advisesAboutAtlas() {
        var waited = new MongoTimeoutException("Planted");

        Diagnosis blocked = MongoTroubles.diagnosis(waited, cluster(ATLAS, socket(new ConnectException())));
        Diagnosis refused = MongoTroubles.diagnosis(waited, cluster(ATLAS, command(8_000)));

        assertThat(blocked.fix()).contains("IP access list").contains("not paused");
        assertThat(refused.fix()).doesNotContain("IP access list");
    }
}
