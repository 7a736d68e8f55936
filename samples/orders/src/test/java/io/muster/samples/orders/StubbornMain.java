package io.muster.samples.orders;

import static io.muster.lifecycle.Component.component;

import io.muster.lifecycle.LifecycleManager;
import io.muster.validation.environment.Environment;
import java.util.concurrent.locks.LockSupport;

/** The service with one more component, whose stop hangs and ignores interrupts. */
final class StubbornMain {
    private StubbornMain() {}

    public static void main(String[] args) {
        var app = LifecycleManager.named("orders");
        Main.compose(app, app.add(Environment.component(OrdersVariables.ALL)));
        app.add(component("stubborn", () -> "").stop(value -> hang()));
        app.runAndExit();
    }

    private static void hang() {
        while (true) {
            LockSupport.park();
            Thread.interrupted();
        }
    }
}
