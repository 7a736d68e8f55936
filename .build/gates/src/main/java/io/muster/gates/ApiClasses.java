package io.muster.gates;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the types of a folder of class files that everyone can see. */
final class ApiClasses {

    private static final String SUFFIX = ".class";

    private ApiClasses() {}

    static List<Class<?>> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("-info" + SUFFIX))
                    .<Class<?>>map(ApiClasses::load)
                    .filter(ApiClasses::visible)
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for classes in " + folder, e);
        }
    }

    static boolean visible(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
            return false;
        }
        Class<?> enclosing = type.getEnclosingClass();
        return visible(type.getModifiers()) && (enclosing == null || visible(enclosing));
    }

    static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - SUFFIX.length()).replace(File.separatorChar, '.');
        try {
            // Without running static initialisers: looking at the API must not start anything.
            return Class.forName(name, false, ApiClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("class '" + name + "' is in the folder but not on the class path", e);
        }
    }
}
