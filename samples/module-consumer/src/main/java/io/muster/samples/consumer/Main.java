package io.muster.samples.consumer;

import java.lang.module.ModuleDescriptor;
import java.util.List;

/** Runs on the module path and fails unless every Muster library is there as a named, explicit module. */
public final class Main {

    private static final List<String> LIBRARIES =
            List.of("io.muster.lifecycle", "io.muster.health", "io.muster.validation");

    private Main() {}

    /** Asks the boot layer for each library. */
    public static void main(String[] args) {
        for (String library : LIBRARIES) {
            ModuleDescriptor descriptor = ModuleLayer.boot()
                    .findModule(library)
                    .orElseThrow(() -> new IllegalStateException("module '" + library + "' is not on the module path"))
                    .getDescriptor();
            if (descriptor.isAutomatic() || descriptor.exports().isEmpty()) {
                throw new IllegalStateException("module '" + library + "' has no descriptor that exports its API");
            }
        }
    }
}
