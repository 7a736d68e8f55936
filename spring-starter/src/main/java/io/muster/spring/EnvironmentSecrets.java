package io.muster.spring;

import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Redactor;
import io.muster.lifecycle.Secret;
import java.util.List;

/** The secrets of the environment, for every manager that there is: no text of theirs shows one. */
record EnvironmentSecrets(List<Secret> secrets) {
    static final String NAME = "musterEnvironmentSecrets";

    void hideFrom(LifecycleManager manager) {
        Redactor redactor = manager.view().redactor();
        secrets.forEach(redactor::add);
    }
}
