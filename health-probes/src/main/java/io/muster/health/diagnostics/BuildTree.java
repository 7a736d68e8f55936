package io.muster.health.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Which build this is, as far as the usual files tell: build-info.properties, git.properties, the jar's manifest. */
final class BuildTree {
    private BuildTree() {}

    static Tree of() {
        Properties build = properties("META-INF/build-info.properties");
        Properties git = properties("git.properties");
        return new Tree()
                .put("name", build.getProperty("build.name", ""))
                .put(
                        "version",
                        Optional.ofNullable(build.getProperty("build.version")).or(BuildTree::manifest))
                .put("built_at", build.getProperty("build.time", ""))
                .put("commit", git.getProperty("git.commit.id.abbrev", git.getProperty("git.commit.id", "")))
                .put("branch", git.getProperty("git.branch", ""));
    }

    private static Properties properties(String name) {
        var properties = new Properties();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(name)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            properties.clear();
        }
        return properties;
    }

    /** The version of the jar that {@code java -jar} was given. */
    private static Optional<String> manifest() {
        String path = System.getProperty("java.class.path", "");
        if (!path.endsWith(".jar") || path.contains(System.getProperty("path.separator"))) {
            return Optional.empty();
        }
        try (var jar = new JarFile(Path.of(path).toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
