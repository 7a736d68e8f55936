package io.muster.lifecycle;

import static io.muster.lifecycle.Component.component;
import static io.muster.lifecycle.Component.task;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

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
