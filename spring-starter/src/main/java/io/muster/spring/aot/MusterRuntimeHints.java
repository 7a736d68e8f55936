package io.muster.spring.aot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What Muster reads by name at run time: the files that say which build this is, and virtual threads. */
final class MusterRuntimeHints implements RuntimeHintsRegistrar {
    private static final String VIRTUAL = "java.lang.Thread$Builder$OfVirtual";

    MusterRuntimeHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("META-INF/build-info.properties").registerPattern("git.properties");
        hints.reflection()
                .registerType(Thread.class, type -> type.withMethod("ofVirtual", List.of(), ExecutableMode.INVOKE))
                .registerType(
                        TypeReference.of(VIRTUAL),
                        type -> type.withMethod("name", TypeReference.listOf(String.class), ExecutableMode.INVOKE)
                                .withMethod("unstarted", TypeReference.listOf(Runnable.class), ExecutableMode.INVOKE));
    }
}
