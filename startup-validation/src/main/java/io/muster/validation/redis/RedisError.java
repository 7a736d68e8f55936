package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import io.muster.validation.diagnosis.Diagnosis;
import java.util.Optional;
import java.util.stream.Stream;

/** The errors of Redis by what their text begins with or holds, in the order in which they are tried. */
enum RedisError {
    NOAUTH("NOAUTH", "RDS-101", Failure.CREDENTIALS, "asks for a password", "set the password"),
    WRONGPASS(
            "WRONGPASS", "RDS-101", Failure.CREDENTIALS, "refuses the user or the password", "check user and password"),
    INVALID_PASSWORD("INVALID PASSWORD", "RDS-101", Failure.CREDENTIALS, "refuses the password", "check the password"),
    NEEDLESS_AUTH(
            "BUT NO PASSWORD IS SET",
            "RDS-104",
            Failure.CONFIGURATION,
            "has no password, and one was sent",
            "remove the password from the URL, or set one in Redis"),
    WITHOUT_PASSWORD(
            "WITHOUT ANY PASSWORD CONFIGURED",
            "RDS-104",
            Failure.CONFIGURATION,
            "has no password, and one was sent",
            "remove the password from the URL, or set one in Redis"),
    NOPERM("NOPERM", "RDS-102", Failure.PERMISSION, "does not let this user do that", "extend the user's ACL"),
    DENIED(
            "DENIED",
            "RDS-102",
            Failure.PERMISSION,
            "is in protected mode",
            "set a password, or bind it to the right address"),
    LOADING("LOADING", "RDS-105", Failure.OVERLOADED, "is loading its data", "wait until it has"),
    BUSY("BUSY", "RDS-105", Failure.OVERLOADED, "is busy with a script", "wait, or kill the script"),
    CLIENTS("MAX NUMBER OF CLIENTS", "RDS-105", Failure.OVERLOADED, "has no connection to spare", "raise maxclients"),
    READONLY("READONLY", "RDS-110", Failure.CONFIGURATION, "is a replica and takes no writes", "connect to the master"),
    MISCONF(
            "MISCONF",
            "RDS-111",
            Failure.CONFIGURATION,
            "takes no writes since it cannot save to disk",
            "check its disk and its log"),
    OOM("OOM", "RDS-112", Failure.OVERLOADED, "is out of memory", "raise maxmemory, or let it evict"),
    MASTERDOWN("MASTERDOWN", "RDS-113", Failure.UNAVAILABLE, "is a replica without its master", "check the master"),
    CLUSTERDOWN(
            "CLUSTERDOWN", "RDS-113", Failure.UNAVAILABLE, "is a cluster that is down", "check its nodes and slots"),
    TRYAGAIN("TRYAGAIN", "RDS-113", Failure.UNAVAILABLE, "is moving data between nodes", "wait until it has"),
    NOREPLICAS(
            "NOREPLICAS",
            "RDS-113",
            Failure.UNAVAILABLE,
            "has too few good replicas to take writes",
            "check its replicas, or lower min-replicas-to-write"),
    MOVED("MOVED", "RDS-104", Failure.CONFIGURATION, "is a cluster", "use a RedisClusterClient"),
    CROSSSLOT("CROSSSLOT", "RDS-104", Failure.CONFIGURATION, "is a cluster", "use a RedisClusterClient"),
    NO_CLUSTER(
            "CLUSTER SUPPORT DISABLED", "RDS-104", Failure.CONFIGURATION, "is no cluster", "use a RedisClient for it"),
    DATABASE(
            "DB INDEX",
            "RDS-104",
            Failure.CONFIGURATION,
            "has no database of that number",
            "correct the number in the URL"),
    SELECT("SELECT IS NOT ALLOWED", "RDS-104", Failure.CONFIGURATION, "has database 0 alone", "end the URL with /0");

    private final String text;
    private final String code;
    private final Failure failure;
    private final String words;
    private final String fix;

    RedisError(String text, String code, Failure failure, String words, String fix) {
        this.text = text;
        this.code = code;
        this.failure = failure;
        this.words = words;
        this.fix = fix;
    }

    /** The error whose text this message, in upper case, begins with; or holds after Redis's general ERR. */
    static Optional<RedisError> of(String message) {
        return Stream.of(values())
                .filter(error -> message.startsWith(error.text)
                        || ((message.startsWith("ERR") || message.startsWith("-ERR")) && message.contains(error.text)))
                .findFirst();
    }

    Diagnosis diagnosis() {
        return new Diagnosis(code, failure, words, fix);
    }
}
