package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Small services for {@link ForkedJvm}, one a name. */
public final class Programs {
    private Programs() {}

    public static void main(String[] arguments) {
        var app = LifecycleManager.named("program").stopBudget(Duration.ofSeconds(3));
        app.add(component("database", () -> "db").stop(value -> say("database stopped")));
        switch (arguments[0]) {
            case "serve" -> app.add(serving("http"));
            case "blocked-start" ->
                app.add(task("migration", context -> {
                            say("migrating");
                            ignoreInterrupts();
                        })
                        .phase(Phase.INITIALIZE));
            case "hung-stop" ->
                app.add(serving("http").stopTimeout(Duration.ofMillis(200)).stop(value -> ignoreInterrupts()));
            case "hung-stops" -> {
                app.add(serving("http").stop(value -> ignoreInterrupts()));
                app.add(serving("consumer").stop(value -> {
                    say("consumer hangs");
                    ignoreInterrupts();
                }));
            }
            case "hung-hook" -> {
                app.add(serving("http"));
                Runtime.getRuntime().addShutdownHook(new Thread(Programs::ignoreInterrupts));
            }
            case "exit-from-elsewhere" ->
                app.add(task("bad", context -> System.exit(3)).phase(Phase.SERVE));
            case "exit-while-running" -> {
                app.add(serving("http"));
                app.listener(new LifecycleListener() {
                    @Override
                    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                        if (to == LifecycleState.RUNNING) {
                            new Thread(() -> System.exit(4)).start();
                        }
                    }
                });
            }
            case "wrong-password" ->
                app.add(task("openai", context -> {
                    throw new FailureException(Failure.CREDENTIALS, "the key was rejected");
                }));
            case "leaky-password" -> {
                app.add(task("db", context -> {
                    context.redactor().add(Secret.of("hunter2-hunter2"));
                    throw new IllegalStateException(
                            "pool", new IllegalArgumentException("login as app/hunter2-hunter2 failed"));
                }));
                app.start();
            }
            case "deaf-listener" -> {
                // holds up the one thread that listeners and the log share
                app.listener(new LifecycleListener() {
                    @Override
                    public void componentStarting(String name) {
                        ignoreInterrupts();
                    }
                });
                Runtime.getRuntime().addShutdownHook(new Thread(Programs::ignoreInterrupts));
                app.add(serving("http"));
                app.add(task("announcer", context -> say("serves")).phase(Phase.SERVE));
            }
            case "impossible" -> {
                app.terminationMessage(Path.of(arguments[1]), 1_000);
                app.add(task("orders", context -> {}).dependsOn("databse"));
            }
            case "broken-engine" -> app.timeSource(new BreakingTime());
            case "no-threads" -> {
                app.add(task("hog", context -> {
                            takeAllThreads();
                            say("took all threads");
                            ignoreInterrupts();
                        })
                        .dependsOn("database")
                        .startTimeout(Duration.ofMillis(500)));
                app.rollbackBudget(Duration.ofSeconds(2));
            }
            case "spinning" ->
                app.add(task("spinning", context -> {
                    say("spins");
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    say("was interrupted");
                }));
            case "failed-and-hung" -> {
                app.rollbackBudget(Duration.ofSeconds(2));
                app.add(component("stuck", () -> "stuck").stop(value -> ignoreInterrupts()));
                app.add(task("login", context -> {
                            throw new FailureException(Failure.CREDENTIALS, "refuses the password");
                        })
                        .phase(Phase.SERVE));
                app.listener(new LifecycleListener() {
                    @Override
                    public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                        if (to == LifecycleState.STOPPING) {
                            ignoreInterrupts();
                        }
                    }
                });
            }
            case "too-late" -> goDown();
            case "deaf-spinning" -> {
                app.add(task("spinning", context -> {
                            while (true) {
                                Thread.onSpinWait();
                            }
                        })
                        .optional()
                        .startTimeout(Duration.ofMillis(300)));
                app.add(serving("http"));
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        app.listener(new LifecycleListener() {
            @Override
            public void stateChanged(LifecycleState from, LifecycleState to, String reason) {
                say(to + " " + reason);
            }
        });
        app.runAndExit();
    }

    private static Component<String> serving(String name) {
        return component(name, () -> name).phase(Phase.SERVE).stop(value -> say(name + " stopped"));
    }

    /** Returns once the JVM is on its way down, which a hook of somebody else keeps busy for a while. */
    private static void goDown() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LockSupport.parkNanos(3_000_000_000L)));
        new Thread(() -> System.exit(5)).start();
        try {
            while (true) {
                var hook = new Thread();
                Runtime.getRuntime().addShutdownHook(hook);
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            say("goes down");
        }
    }

    private static void takeAllThreads() {
        try {
            while (true) {
                var thread = new Thread(Programs::ignoreInterrupts);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (OutOfMemoryError e) {
            // as wanted: there are no more
        }
    }

    /** Breaks the engine's thread, which asks for the time, once the service runs. */
    private static final class BreakingTime implements TimeSource {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public long nanos() {
            if (asked.incrementAndGet() > 5) {
                throw new IllegalStateException("no time");
            }
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    private static void ignoreInterrupts() {
        var never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // a driver that does not care
            }
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
