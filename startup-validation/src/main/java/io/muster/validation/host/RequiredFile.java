package io.muster.validation.host;

import io.muster.lifecycle.Failure;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file or directory that must be there. */
record RequiredFile(Path path, boolean directory) implements Requirement {
    @Override
    public void look(Look look) {
        String kind = directory ? "directory" : "file";
        boolean there = directory ? Files.isDirectory(path) : Files.isRegularFile(path);
        if (!there) {
            String message = Files.exists(path) ? "is no " + kind : "does not exist";
            look.fail(
                    "HOST-150",
                    Failure.CONFIGURATION,
                    path.toString(),
                    message,
                    "create the " + kind + ", mount it, or correct the path");
        } else if (!Files.isReadable(path)) {
            look.fail(
                    "HOST-151",
                    Failure.PERMISSION,
                    path.toString(),
                    "cannot be read by this user",
                    "let the user that runs the service read it");
        }
    }
}
