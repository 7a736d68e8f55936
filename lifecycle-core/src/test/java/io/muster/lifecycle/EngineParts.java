package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;

/** Components for engine tests: their code never runs, since the rig says what it does. */
final class EngineParts {
    private EngineParts() {}

    /** One that starts and stops, in CONNECT, without a second attempt. */
    static Component<String> part(String name) {
        return component(name, () -> name).retry(RetryPolicy.none());
    }

    static Component<String> checked(String name) {
        return part(name).check(value -> context -> HealthResult.up());
    }

    static Component<Void> asked(String name) {
        return Component.check(name, context -> HealthResult.up()).retry(RetryPolicy.none());
    }

    static Component<String> draining(String name) {
        return part(name).drain(value -> {});
    }

    /** Names a component for {@code after}, which takes no text. */
    static Handle<String> to(String name) {
        return new Handle<>(LifecycleManager.named("elsewhere"), part(name));
    }
}
