package io.muster.validation.redis;

import io.muster.lifecycle.Failure;
import java.util.Optional;
import java.util.stream.Stream;

/** The errors of Redis by what their text begins with or holds, in the order in which they are tried. */
enum RedisError {
    NOAUTH("NOAUTH", Failure.CREDENTIALS, "asks for a password", "set the password"),
    WRONGPASS("WRONGPASS", Failure.CREDENTIALS, "refuses the user or the password", "check user and password"),
    INVALID_PASSWORD("INVALID PASSWORD", Failure.CREDENTIALS, "refuses the password", "check the password"),
    NEEDLESS_AUTH(
            "BUT NO PASSWORD IS SET",
            Failure.CONFIGURATION,
            "has no password, and one was sent",
            "remove the password from the URL, or set one in Redis"),
    WITHOUT_PASSWORD(
            "WITHOUT ANY PASSWORD CONFIGURED",
            Failure.CONFIGURATION,
            "has no password, and one was sent",
            "remove the password from the URL, or set one in Redis"),
    NOPERM("NOPERM", Failure.PERMISSION, "does not let this user do that", "extend the user's ACL"),
    LOADING("LOADING", Failure.OVERLOADED, "is loading its data", "wait until it has"),
    MASTERDOWN("MASTERDOWN", Failure.UNAVAILABLE, "is a replica without its master", "check the master"),
    CLUSTERDOWN("CLUSTERDOWN", Failure.UNAVAILABLE, "is a cluster that is down", "check the cluster"),
    TRYAGAIN("TRYAGAIN", Failure.UNAVAILABLE, "is moving data between nodes", "wait until it has"),
    READONLY("READONLY", Failure.CONFIGURATION, "is a replica and takes no writes", "connect to the master"),
    MISCONF("MISCONF", Failure.CONFIGURATION, "takes no writes since it cannot save to disk", "check its disk"),
    OOM("OOM", Failure.OVERLOADED, "is out of memory", "raise maxmemory, or let it evict"),
    MOVED("MOVED", Failure.CONFIGURATION, "is a cluster", "use a cluster client"),
    BUSY("BUSY", Failure.OVERLOADED, "is busy with a script", "wait, or kill the script"),
    DENIED("DENIED", Failure.PERMISSION, "is in protected mode", "set a password, or bind it to the right address"),
    DATABASE("DB INDEX", Failure.CONFIGURATION, "has no database of that number", "correct the number in the URL"),
    SELECT("SELECT IS NOT ALLOWED", Failure.CONFIGURATION, "has database 0 alone", "end the URL with /0"),
    CLIENTS("MAX NUMBER OF CLIENTS", Failure.OVERLOADED, "has no connection to spare", "raise maxclients");

    private final String text;
    private final Failure failure;
    private final String words;
    private final String fix;

    RedisError(String text, Failure failure, String words, String fix) {
        this.text = text;
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

    Failure failure() {
        return failure;
    }

    /** What is wrong and what to do, after the name of the component. */
    String sentence() {
        return words + "; " + fix;
    }
}
