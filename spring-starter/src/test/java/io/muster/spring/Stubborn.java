package io.muster.spring;

import io.muster.lifecycle.Component;
import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.spring.dependency.Dependencies;
import io.muster.spring.dependency.Dependency;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application that can be asked to hang wherever an application can, by {@code --hang=...}. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
@SuppressWarnings("SystemOut") // what the tests wait for must not depend on the log
class Stubborn {
    private final CountDownLatch runnerEnds = new CountDownLatch(1);

    public static void main(String[] args) {
        var application = new SpringApplication(Stubborn.class);
        application.addListeners((ApplicationListener<ApplicationPreparedEvent>) event -> {
            if ("preparation"
                    .equals(event.getApplicationContext().getEnvironment().getProperty("hang"))) {
                throw new IllegalStateException("nobody is prepared");
            }
        });
        application.run(args);
    }

    @Bean
    DisposableBean first() {
        return () -> say("first bean destroyed");
    }

    @Bean
    Component<String> database() {
        return Component.component("database", () -> "open").stop(value -> say("database stopped"));
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "bean")
    Object slowBean() throws InterruptedException {
        say("bean hangs");
        pause(60_000);
        return "made";
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "deaf-bean")
    Object deafBean() {
        say("bean hangs");
        return forEver();
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "component")
    Component<Void> slowComponent() {
        return Component.task("slowComponent", context -> {
            say("component hangs");
            pause(60_000);
        });
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "dependency")
    Dependencies absent() {
        return () -> List.of(new Dependency("search", context -> {
            say("dependency asked");
            return HealthResult.down(Failure.UNAVAILABLE, "nobody is there");
        }));
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "runner")
    ApplicationRunner slowRunner() {
        return arguments -> {
            say("runner hangs");
            runnerEnds.await();
            say("runner ended");
        };
    }

    @GetMapping("/runner/end")
    String endRunner() {
        runnerEnds.countDown();
        return "ok";
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "destroy")
    DisposableBean slowToDestroy() {
        return () -> {
            say("destroy hangs");
            pause(60_000);
        };
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "deaf-destroy")
    DisposableBean deafToDestroy() {
        return () -> {
            say("destroy hangs");
            forEver();
        };
    }

    @Bean
    @ConditionalOnProperty(name = "hang", havingValue = "stop")
    SmartLifecycle slowToStop() {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
            }

            @Override
            public void stop() {
                say("stop hangs");
                LockSupport.parkNanos(60_000_000_000L);
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return 0;
            }
        };
    }

    @GetMapping("/slow/{millis}")
    String slow(@PathVariable long millis) throws InterruptedException {
        say("request enters");
        pause(millis);
        say("request served");
        return "ok";
    }

    private static void pause(long millis) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static Object forEver() {
        while (true) {
            LockSupport.parkNanos(1_000_000_000L);
            Thread.interrupted();
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
