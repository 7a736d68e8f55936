package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.lifecycle.Component;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** No bean is stopped twice, and none is left to nobody. */
class BeanOwnershipTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                Closeable.class,
                Annotated.class,
                Named.class,
                Inferred.class,
                Disposable.class,
                LeftAlone.class,
                Plain.class
            })
    void eachBeanEndsOnce(Class<?> configuration) {
        var journal = new Journal();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MusterAutoConfiguration.class))
                .withPropertyValues("muster.probes.port=-1", "muster.drain-delay=0")
                .withBean(Journal.class, () -> journal)
                .withUserConfiguration(configuration)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(journal.entries()).containsExactly("ended");
    }

    private static <T> Component<T> component(T value, Journal journal) {
        return Component.component("pool", () -> value).stop(stopped -> journal.write("ended"));
    }

    /** Ends by close, as every AutoCloseable bean does. */
    @Configuration(proxyBeanMethods = false)
    static class Closeable {
        @Bean
        AutoCloseable value(Journal journal) {
            return () -> journal.write("ended");
        }

        @Bean
        Component<AutoCloseable> pool(AutoCloseable value, Journal journal) {
            return component(value, journal);
        }
    }

    /** Ends by an annotated method. */
    @Configuration(proxyBeanMethods = false)
    static class Annotated {
        record AnnotatedPool(Journal journal) {
            @PreDestroy
            void leave() {
                journal.write("ended");
            }
        }

        @Bean
        AnnotatedPool value(Journal journal) {
            return new AnnotatedPool(journal);
        }

        @Bean
        Component<AnnotatedPool> pool(AnnotatedPool value, Journal journal) {
            return component(value, journal);
        }
    }

    /** Ends by a method that the definition names. */
    @Configuration(proxyBeanMethods = false)
    static class Named {
        record NamedPool(Journal journal) {
            void leave() {
                journal.write("ended");
            }
        }

        @Bean(destroyMethod = "leave")
        NamedPool value(Journal journal) {
            return new NamedPool(journal);
        }

        @Bean
        Component<NamedPool> pool(NamedPool value, Journal journal) {
            return component(value, journal);
        }
    }

    /** Ends by a method that Spring takes for its end, by its name. */
    @Configuration(proxyBeanMethods = false)
    static class Inferred {
        public record InferredPool(Journal journal) {
            public void shutdown() {
                journal.write("ended");
            }
        }

        @Bean
        InferredPool value(Journal journal) {
            return new InferredPool(journal);
        }

        @Bean
        Component<InferredPool> pool(InferredPool value, Journal journal) {
            return component(value, journal);
        }
    }

    /** Ends by Spring's interface. */
    @Configuration(proxyBeanMethods = false)
    static class Disposable {
        @Bean
        DisposableBean value(Journal journal) {
            return () -> journal.write("ended");
        }

        @Bean
        Component<DisposableBean> pool(DisposableBean value, Journal journal) {
            return component(value, journal);
        }
    }

    /** Could be closed, and is not by Spring. */
    @Configuration(proxyBeanMethods = false)
    static class LeftAlone {
        @Bean(destroyMethod = "")
        AutoCloseable value() {
            return () -> {
                throw new IllegalStateException("nobody asked for that");
            };
        }

        @Bean
        Component<AutoCloseable> pool(AutoCloseable value, Journal journal) {
            return component(value, journal);
        }
    }

    /** Nothing that Spring could end. */
    @Configuration(proxyBeanMethods = false)
    static class Plain {
        @Bean
        StringBuilder value() {
            return new StringBuilder();
        }

        @Bean
        Component<StringBuilder> pool(StringBuilder value, Journal journal) {
            return component(value, journal);
        }
    }
}
