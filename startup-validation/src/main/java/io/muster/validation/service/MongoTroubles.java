package io.muster.validation.service;

import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.util.Objects;
import java.util.Set;

/** Finds out what an exception of MongoDB's driver stands for. */
final class MongoTroubles {
    private static final Diagnosis CREDENTIALS = new Diagnosis(
            "SVC-101",
            Failure.CREDENTIALS,
            "refuses user or password",
            "correct them and the authSource; percent-encode ':', '/', '@' and '%' in the password");
    private static final Diagnosis PERMISSION = new Diagnosis(
            "SVC-102", Failure.PERMISSION, "does not let this user do what we ask", "grant the user the role 'read'");
    private static final Diagnosis ELECTION = new Diagnosis(
            "SVC-106", Failure.UNAVAILABLE, "has no primary now", "wait for the election, or look at the members");
    private static final Diagnosis FAULT =
            new Diagnosis("SVC-106", Failure.UNAVAILABLE, "answers with an error", "look at its log");
    static final Diagnosis NO_SRV = new Diagnosis(
            "SVC-100",
            Failure.UNAVAILABLE,
            "has a name whose SRV record cannot be looked up",
            "check the name and DNS; where SRV records are blocked, use mongodb:// with every host");
    private static final String ATLAS =
            "in Atlas, add this machine's address to the IP access list, and check that the" + " cluster is not paused";

    private static final int UNAUTHORIZED = 13;
    private static final int ATLAS_ERROR = 8_000;
    private static final int AUTHENTICATION_FAILED = 18;
    private static final Set<Integer> NO_PRIMARY = Set.of(91, 189, 10_107, 11_600, 11_602, 13_435, 13_436);

    private MongoTroubles() {}

    static Diagnosis diagnosis(MongoException e, ClusterDescription cluster) {
        boolean atlas = cluster.getServerDescriptions().stream()
                .anyMatch(server -> server.getAddress().getHost().endsWith(".mongodb.net"));
        Diagnosis found = e instanceof MongoTimeoutException ? unselected(cluster) : single(e);
        boolean noConnection = found.code().equals(Network.UNREACHABLE.code());
        return atlas && noConnection ? found.fix(ATLAS) : found;
    }

    /** What the driver met while it looked for a server, which its exception tells in prose only. */
    private static Diagnosis unselected(ClusterDescription cluster) {
        if (cluster.getSrvResolutionException() != null) {
            return NO_SRV;
        }
        return cluster.getServerDescriptions().stream()
                .map(ServerDescription::getException)
                .filter(Objects::nonNull)
                .findFirst()
                .map(MongoTroubles::met)
                .orElseGet(() -> cluster.getServerDescriptions().stream().anyMatch(ServerDescription::isOk)
                        ? ELECTION
                        : Network.TIMEOUT);
    }

    private static Diagnosis met(Throwable e) {
        return e instanceof MongoException known ? single(known) : Network.diagnosis(e);
    }

    private static Diagnosis single(MongoException e) {
        if (e instanceof MongoSecurityException) {
            return e.getCause() instanceof MongoSocketException broken ? single(broken) : CREDENTIALS;
        }
        if (e instanceof MongoSocketException) {
            return e.getCause() == null ? Network.CLOSED : Network.diagnosis(e.getCause());
        }
        int code = e.getCode();
        if (code == AUTHENTICATION_FAILED || code == ATLAS_ERROR) {
            return CREDENTIALS;
        }
        if (code == UNAUTHORIZED) {
            return PERMISSION;
        }
        return NO_PRIMARY.contains(code) ? ELECTION : FAULT;
    }
}
