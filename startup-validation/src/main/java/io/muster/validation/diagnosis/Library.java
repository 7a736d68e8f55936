package io.muster.validation.diagnosis;

import io.muster.lifecycle.Failure;
import java.util.Optional;

/** An optional library: whether it is there, without touching it. */
public enum Library {
    /** The client of Redis. */
    LETTUCE("Lettuce", "io.lettuce.core.RedisClient", "io.lettuce:lettuce-core"),
    /** The HTTP client. */
    OKHTTP("OkHttp", "okhttp3.OkHttpClient", "com.squareup.okhttp3:okhttp-jvm"),
    /** The client of MongoDB. */
    MONGODB("MongoDB driver", "com.mongodb.client.MongoClient", "org.mongodb:mongodb-driver-sync");

    private final String title;
    private final boolean present;
    private final String artifact;

    Library(String title, String type, String artifact) {
        this.title = title;
        this.present = present(type);
        this.artifact = artifact;
    }

    private static boolean present(String type) {
        try {
            Class.forName(type, false, Library.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** What is wrong when it is missing, with this code; it names what to add. */
    public Optional<Diagnosis> missing(String code) {
        return present
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        code,
                        Failure.CONFIGURATION,
                        "cannot be asked: the library " + title + " is missing",
                        "add the dependency " + artifact));
    }
}
