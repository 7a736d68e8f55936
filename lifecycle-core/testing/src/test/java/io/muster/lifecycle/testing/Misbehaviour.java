package io.muster.lifecycle.testing;

import static io.muster.lifecycle.Component.component;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a component's code may do that it should not. */
enum Misbehaviour {
    THROWS {
        @Override
        Object run(TestLifecycle test, Callable<@Nullable Object> code) {
            throw new IllegalStateException("it threw");
        }
    },
    THROWS_AN_ERROR {
        @Override
        Object run(TestLifecycle test, Callable<@Nullable Object> code) {
            throw new StackOverflowError("it recursed");
        }
    },
    RETURNS_NULL {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) {
            return null;
        }
    },
    HANGS {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            test.hang();
            return null;
        }
    },
    COMPLETES_LATE {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            test.hangUntilInterrupted();
            return code.call();
        }
    },
    CALLS_STOP {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            test.service().stop("from inside");
            return code.call();
        }
    },
    REQUESTS_A_STOP {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            test.service().requestStop("from inside");
            return code.call();
        }
    },
    CALLS_START {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            test.service().start();
            return code.call();
        }
    },
    ADDS_A_COMPONENT {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            test.service().add(component("one-more", () -> ""));
            return code.call();
        }
    },
    READS_THE_VIEW {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            var view = test.view();
            if (view.components().isEmpty() || view.state().ended()) {
                throw new AssertionError("the view shows nothing");
            }
            return code.call();
        }
    },
    STARTS_A_THREAD_THAT_DIES {
        @Override
        @Nullable
        Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception {
            var thread = new Thread(() -> {
                throw new IllegalStateException("nobody hears this");
            });
            thread.setUncaughtExceptionHandler((dead, thrown) -> {});
            thread.start();
            thread.join();
            return code.call();
        }
    };

    abstract @Nullable Object run(TestLifecycle test, Callable<@Nullable Object> code) throws Exception;
}
