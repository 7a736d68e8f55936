package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handle gives the value while there is one, and only to those who wait for it. */
@Timeout(30)
class HandleTest {
    private final LifecycleManager app = LifecycleManager.named("orders");

    @Test
    void findsAValueFromTheStartToTheStop() {
        Handle<String> database = app.add(component("database", () -> "db"));

        assertThat(database.find()).isEmpty();
        app.start();
        assertThat(database.find()).contains("db");
        assertThat(database.get()).isEqualTo("db");
        app.stop("end of the test");
        assertThat(database.find()).isEmpty();
        assertThat(database).hasToString("database");
    }

    @Test
    void aTaskHasNoValueToGetOrToFind() {
        Handle<Void> migration = app.add(task("migration", context -> {}));
        String why = "component 'migration' is a task or a check and has no value";

        assertThatIllegalStateException().isThrownBy(migration::get).withMessage(why);
        assertThatIllegalStateException().isThrownBy(migration::find).withMessage(why);
    }

    @Test
    void whoDoesNotWaitForItMayNotLookForItDuringTheStart() {
        Handle<String> database = app.add(component("database", () -> "db"));
        var refused = new CompletableFuture<RuntimeException>();
        app.add(component("cache", () -> {
            try {
                return database.find();
            } catch (RuntimeException e) {
                refused.complete(e);
                return Optional.empty();
            }
        }));
        app.start();
        app.stop("end of the test");

        assertThat(refused.join()).isInstanceOf(IllegalStateException.class).hasMessageContaining("database");
    }
}
