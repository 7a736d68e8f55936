package io.muster.validation.host;

import io.muster.lifecycle.Failure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A program that must be on the path. */
record Binary(String name) implements Requirement {
    Binary {
        if (!name.matches("[A-Za-z0-9._+-]{1,200}") || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    "'binary' is '" + name + "'; give the name of a program, without a path");
        }
    }

    @Override
    public void look(Look look) {
        if (!look.starting()) {
            return;
        }
        List<Path> found = Arrays.stream(look.machine().path().split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isRegularFile)
                .toList();
        if (found.isEmpty()) {
            look.fail(
                    "HOST-152",
                    Failure.CONFIGURATION,
                    name,
                    "is not on the PATH",
                    "install it, or add its directory to the PATH");
        } else if (found.stream().noneMatch(Files::isExecutable)) {
            look.fail(
                    "HOST-153",
                    Failure.PERMISSION,
                    name,
                    "may not be executed by this user",
                    "make it executable: chmod +x " + found.get(0));
        }
    }
}
