package io.muster.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.validation.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The environment is judged before there is a bean, and not at all where the application is not meant to work. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenEnvironmentTest {
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
    void nothingIsJudgedAheadOfTime() {
        System.setProperty("spring.aot.processing", "true");
        run("--muster.environment.skip-in-tests=false").close();
    }

    @Test
    void judgesAParentAndItsChildTheSame() {
        var valid = new String[] {
            "--muster.environment.skip-in-tests=false", "--muster.environment.required=shop.name", "--shop.name=tea"
        };
        var child = new SpringApplicationBuilder(Witness.class)
                .web(WebApplicationType.NONE)
                .child(Witness.class)
                .web(WebApplicationType.NONE)
                .run(valid);
        try (child) {
            assertThat(child.getBean("musterEnvironment")).isInstanceOf(Environment.class);
        }
    }

    private static ConfigurableApplicationContext run(String... options) {
        var all = new ArrayList<>(List.of(WRONG));
        all.addAll(List.of(options));
        return new SpringApplicationBuilder(Witness.class)
                .web(WebApplicationType.NONE)
                .run(all.toArray(String[]::new));
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
