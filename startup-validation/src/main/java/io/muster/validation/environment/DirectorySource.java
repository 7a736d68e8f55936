package io.muster.validation.environment;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a folder, each with the value of the variable that it is named as. */
record DirectorySource(Path folder) implements Source {

    @Override
    public String name() {
        return "secrets directory";
    }

    @Override
    public Optional<Sourced> find(String variable) {
        for (String name : List.of(variable, variable.toLowerCase(Locale.ROOT))) {
            Path file = folder.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(new Sourced(read(variable, file), name() + ", file " + name));
            }
        }
        return Optional.empty();
    }

    private String read(String variable, Path file) {
        try {
            return ValueFile.value(file);
        } catch (ValueFile.Unreadable e) {
            String message = "the file " + file.getFileName() + " in the " + name() + " " + e.message();
            throw new FailureException(
                    "a file cannot be read",
                    List.of(Finding.error(e.failure(), variable, message)
                            .code(Codes.UNREADABLE)
                            .fix(e.fix())));
        }
    }

    /** As variables are written; without files that begin with a dot, which are Kubernetes' own. */
    @Override
    public Set<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName)
                    .map(String::valueOf)
                    .filter(name -> !name.startsWith("."))
                    .map(name -> name.toUpperCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
