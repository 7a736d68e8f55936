package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.lifecycle.LifecycleManager;
import io.muster.spring.dependency.Dependencies;
import io.muster.spring.dependency.Dependency;
import io.muster.spring.environment.DeclaredVariables;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Variable;
import io.muster.validation.environment.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The environment is judged before there is a bean, and not at all where the application is not meant to work. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenEnvironmentTest {
    private static final String KEY = "9f2c7ab1e05d4836b7c1f0a92e64d85317ca";
    private static final String[] WRONG = {
        "--spring.application.name=orders",
        "--muster.environment.required=SHOP_NAME,SHOP_REGION",
        "--shop.url=https://${SHOP_HOST}/",
    };

    @AfterEach
    void clear() {
        System.clearProperty("spring.aot.processing");
    }

    @Test
    void everyWrongStandsInOneReportAndNoBeanIsMade(CapturedOutput output) {
        assertThatThrownBy(() -> run("--muster.environment.skip-in-tests=false"))
                .isInstanceOfSatisfying(
                        ServiceStartException.class,
                        failure -> assertThat(failure.getExitCode()).isEqualTo(78));
        assertThat(output.getAll())
                .containsOnlyOnce("APPLICATION FAILED TO START")
                .contains("'orders' cannot start", "ENV-001  SHOP_NAME: missing", "ENV-001  SHOP_REGION: missing")
                .contains("shop.url: needs ${SHOP_HOST}, which nothing sets", "fix: set SHOP_HOST")
                .doesNotContain("\tat io.muster", "bean is made");
    }

    @Test
    void testsAreNotJudgedUnlessTheyWantTo() {
        run().close();
    }

    @Test
    void isSwitchedOffByAProperty() {
        run("--muster.environment.skip-in-tests=false", "--muster.environment.enabled=false")
                .close();
    }

    @Test
    void nothingIsJudgedInABootstrapContext() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("bootstrap", Map.of()));
        new SpringApplicationBuilder(Witness.class)
                .web(WebApplicationType.NONE)
                .environment(environment)
                .run(WRONG[0], WRONG[1], WRONG[2], "--muster.environment.skip-in-tests=false")
                .close();
    }

    @Test
    void aSecretOfTheEnvironmentStandsInNoReportOfADependency(CapturedOutput output) {
        assertThatThrownBy(() -> secret(Absent.class, "--muster.dependencies.skip-in-tests=false"))
                .rootCause()
                .hasMessageContaining("search");
        assertThat(output.getAll()).contains("'search'", "search.example/***").doesNotContain(KEY);
    }

    @Test
    void aManagerOfTheApplicationKnowsTheSecretsToo() {
        try (var context = secret(OwnManager.class)) {
            var redactor = context.getBean(LifecycleManager.class).view().redactor();
            assertThat(context.getBean(LifecycleManager.class).view().service()).isEqualTo("own");
            assertThat(redactor.scrub("key " + KEY)).isEqualTo("key ***");
        }
    }

    private static ConfigurableApplicationContext secret(Class<?> type, String... more) {
        var all = new ArrayList<>(List.of(
                "--muster.environment.skip-in-tests=false",
                "--muster.dependencies.retry-budget=0",
                "--muster.environment.declaration=" + Declared.class.getName(),
                "--SHOP_KEY=" + KEY));
        all.addAll(List.of(more));
        return new SpringApplicationBuilder(type).web(WebApplicationType.NONE).run(all.toArray(String[]::new));
    }

    @Test
    void nothingIsJudgedAheadOfTime() {
        System.setProperty("spring.aot.processing", "true");
        run("--muster.environment.skip-in-tests=false").close();
    }

    @Test
    void judgesAParentAndItsChildTheSame() {
        var valid = new String[] {
            "--muster.environment.skip-in-tests=false",
            "--muster.environment.declaration=" + Declared.class.getName(),
            "--muster.environment.required=shop.name",
            "--shop.name=tea",
            "--SHOP_KEY=" + KEY
        };
        var child = new SpringApplicationBuilder(Witness.class)
                .web(WebApplicationType.NONE)
                .child(Witness.class)
                .web(WebApplicationType.NONE)
                .run(valid);
        try (child) {
            assertThat(child.getBean("musterEnvironment")).isInstanceOf(Environment.class);
            assertThat(child.getBeansOfType(Environment.class)).hasSize(1);
        }
    }

    private static ConfigurableApplicationContext run(String... options) {
        var all = new ArrayList<>(List.of(WRONG));
        all.addAll(List.of(options));
        return new SpringApplicationBuilder(Witness.class)
                .web(WebApplicationType.NONE)
                .run(all.toArray(String[]::new));
    }

    /** What the application declares in code. */
    public static final class Declared implements DeclaredVariables {
        /** As the validation wants it. */
        public Declared() {}

        @Override
        public Variables variables() {
            return Variables.of(Variable.secret("SHOP_KEY"));
        }
    }

    /** Depends on what says its secret. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Absent {
        @Bean
        Dependencies search() {
            return () -> List.of(new Dependency(
                    "search", context -> HealthResult.down(Failure.UNAVAILABLE, "no answer of search.example/" + KEY)));
        }
    }

    /** Brings its own manager. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnManager {
        @Bean
        LifecycleManager manager() {
            return LifecycleManager.named("own");
        }
    }

    /** Says that it is made. */
    @Configuration(proxyBeanMethods = false)
    static class Witness {
        @Bean
        @SuppressWarnings("SystemOut") // what is captured
        Object witness() {
            System.out.println("bean is made");
            return "made";
        }
    }
}
