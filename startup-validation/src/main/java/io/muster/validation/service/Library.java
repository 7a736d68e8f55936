package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import java.util.Optional;

/** An optional library: whether it is there, without touching it. */
enum Library {
    OKHTTP("OkHttp", "okhttp3.OkHttpClient", "com.squareup.okhttp3:okhttp-jvm"),
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

    /** @throws Trouble that names what to add, when it is missing */
    void require() throws Trouble {
        Optional<Diagnosis> missing = missing();
        if (missing.isPresent()) {
            throw new Trouble(missing.get());
        }
    }

    /** What is wrong when it is missing. */
    Optional<Diagnosis> missing() {
        return present
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        "SVC-190",
                        Failure.CONFIGURATION,
                        "cannot be asked: the library " + title + " is missing",
                        "add the dependency " + artifact));
    }
}
