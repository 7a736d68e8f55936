package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands around a component's code sees every run of it, and counts for it. */
@Timeout(30)
class InterceptorTest {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final LifecycleManager app = LifecycleManager.named("orders");

    private Interceptor noting(String who) {
        return (component, step, proceed) -> {
            seen.add(who + " " + step + " " + component);
            Object value = proceed.call();
            seen.add(who + " done");
            return value;
        };
    }

    @Test
    void theFirstIsTheOutermostAndAttachmentsAreSeenToo() {
        app.attach(new Probes());
        app.add(component("db", () -> "value")
                .check(value -> context -> HealthResult.up())
                .drain(value -> seen.add("drain"))
                .stop(value -> seen.add("stop")));
        app.interceptor(noting("outer")).interceptor(noting("inner"));

        app.start();
        app.stop("done");

        assertThat(seen)
                .containsExactly(
                        "outer START Probes",
                        "inner START Probes",
                        "inner done",
                        "outer done",
                        "outer START db",
                        "inner START db",
                        "inner done",
                        "outer done",
                        "outer CHECK db",
                        "inner CHECK db",
                        "inner done",
                        "outer done",
                        "outer DRAIN db",
                        "inner DRAIN db",
                        "drain",
                        "inner done",
                        "outer done",
                        "outer STOP db",
                        "inner STOP db",
                        "stop",
                        "inner done",
                        "outer done",
                        "outer STOP Probes",
                        "inner STOP Probes",
                        "inner done",
                        "outer done");
    }

    private static final class Probes implements Attachment {
        @Override
        public AutoCloseable open(LifecycleView view) {
            return () -> {};
        }
    }

    @Test
    void aValueThatItMakesIsTheComponentsOwn() {
        Handle<String> db = app.add(component("db", () -> "real"));
        app.interceptor((component, step, proceed) -> step == Step.START ? "double" : proceed.call());

        app.start();

        assertThat(db.get()).isEqualTo("double");
        app.stop("done");
    }

    @Test
    void anAnswerThatIsNoResultIsABug() {
        app.add(component("db", () -> "value").check(value -> context -> HealthResult.up()));
        app.interceptor((component, step, proceed) -> step == Step.CHECK ? "fine" : proceed.call());

        assertThatExceptionOfType(StartupFailedException.class)
                .isThrownBy(app::start)
                .satisfies(failed -> assertThat(failed.report().errors())
                        .extracting(Finding::message)
                        .containsExactly("its check returned no result"));
    }
}
