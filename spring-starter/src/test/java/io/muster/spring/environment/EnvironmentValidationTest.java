package io.muster.spring.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.lifecycle.Secret;
import io.muster.validation.environment.Variable;
import io.muster.validation.environment.Variables;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EnvironmentValidationTest {
    private static final String KEY = "9f2c7ab1e05d4836b7c1f0a92e64d85317ca";

    @Test
    void everythingThatIsWrongStandsInOneReportWithoutAValue() {
        var failure = refused(Map.of(
                "muster.environment.required", "SHOP_NAME,SHOP_REGION",
                "muster.environment.variables[SHOP_KEY].type", "secret",
                "muster.environment.variables[SHOP_KEY].min-length", "32",
                "muster.environment.variables.shop-stage.one-of", "test,production",
                "SHOP_KEY", "too-short-77",
                "SHOP_STAGE", "elsewhere",
                "SHOP_REGION", "eu",
                "shop.url", "https://${SHOP_HOST}/"));

        assertThat(failure.failure().exitCode()).isEqualTo(78);
        assertThat(failure.findings())
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder("SHOP_NAME", "SHOP_KEY", "SHOP_STAGE", "shop.url");
        assertThat(failure.findings().toString()).doesNotContain("too-short-77", "elsewhere");
    }

    @Test
    void whatIsRightIsResolvedByItsDeclaration() {
        var valid = resolve(Map.of(
                "muster.environment.declaration",
                ShopVariables.class.getName(),
                "muster.environment.required",
                "SHOP_REGION",
                "SHOP_REGION",
                "eu",
                "SHOP_KEY",
                KEY));

        assertThat(valid).hasSize(2);
        assertThat(valid.get(0).values().get(ShopVariables.SHOP_KEY).reveal()).isEqualTo(KEY);
        assertThat(valid.get(0).secrets()).extracting(Secret::reveal).containsExactly(KEY);
    }

    @Test
    void findsDeclarationsAsServices(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(DeclaredVariables.class.getName()), ShopVariables.class.getName());
        var parent = EnvironmentValidationTest.class.getClassLoader();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, parent)) {
            var failure = catchThrowableOfType(
                    FailureException.class,
                    () -> EnvironmentValidation.of(environment(Map.of())).resolve(loader));
            assertThat(failure.findings()).extracting(Finding::subject).containsExactly("SHOP_KEY");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.url | https://${SHOP_HOST:localhost}/ | ",
                "shop.url | https://${spring.name}/${SHOP_HOST}/ | shop.url",
                "logging.pattern.console | %m ${SHOP_HOST} | ",
                "shop.self | http://localhost:${local.server.port}/ | ",
                "muster.environment.placeholders | false | ",
            })
    void aPlaceholderNeedsAValue(String name, String value, String subject) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("spring.name", "orders");
        properties.put(name, value);
        if (name.endsWith("placeholders")) {
            properties.put("shop.url", "${SHOP_HOST}");
        }
        if (subject == null) {
            assertThat(resolve(properties)).isEmpty();
        } else {
            assertThat(refused(properties).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.subject() + finding.message() + finding.fix())
                            .contains(subject, "SHOP_HOST", "which nothing sets", "test properties"));
        }
    }

    @ParameterizedTest
    @CsvSource({"SHOP_URL", "shop.url"})
    void aPlaceholderCountsNotWhereTheProcessSetsThePropertyByWhateverName(String name) {
        var environment = environment(Map.of());
        var sources = environment.getPropertySources();
        sources.remove("test properties");
        sources.replace(
                "systemEnvironment",
                new SystemEnvironmentPropertySource("systemEnvironment", Map.of(name, "https://shop/")));
        sources.addLast(new MapPropertySource("file", Map.of("shop.url", "https://${SHOP_HOST}/")));
        assertThat(EnvironmentValidation.of(environment).resolve(getClass().getClassLoader()))
                .isEmpty();
        sources.addFirst(new MapPropertySource("arguments", Map.of("shop.url", "https://${SHOP_HOST}/")));
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() ->
                        EnvironmentValidation.of(environment).resolve(getClass().getClassLoader()))
                .satisfies(refused -> assertThat(refused.findings())
                        .singleElement()
                        .extracting(Finding::fix)
                        .asString()
                        .contains("stands in arguments", "muster.environment.placeholders=false"));
    }

    @Test
    void aListThatAnotherSourceHasCountsNot() {
        var environment = environment(Map.of("shop.hosts", "a,b"));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("file", Map.of("shop.hosts[0]", "${HOST}", "shop.hosts[1]", "b")));
        assertThat(EnvironmentValidation.of(environment).resolve(getClass().getClassLoader()))
                .isEmpty();
    }

    @Test
    void aPasswordMayLookLikeAPlaceholder() {
        var environment = environment(Map.of("muster.environment.variables[SHOP_KEY].type", "secret"));
        environment
                .getPropertySources()
                .replace(
                        "systemEnvironment",
                        new SystemEnvironmentPropertySource("systemEnvironment", Map.of("SHOP_KEY", "q7${9x}kd83jf0")));
        assertThat(EnvironmentValidation.of(environment).resolve(getClass().getClassLoader()))
                .singleElement()
                .satisfies(valid ->
                        assertThat(valid.secrets()).extracting(Secret::reveal).containsExactly("q7${9x}kd83jf0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "muster.environment.declaration | java.lang.Nothing | names no class",
                "muster.environment.declaration | java.lang.Object | is no",
                "muster.environment.required | shop name | a variable's name is",
                "muster.environment.variables[A].pattern | [ | Unclosed",
            })
    void aWrongDeclarationIsRefusedByItsProperty(String name, String value, String reason) {
        assertThat(refused(Map.of(name, value)).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("muster.environment");
            assertThat(finding.message()).contains(reason);
        });
    }

    @Test
    void aPatternGoesWithTextAlone() {
        assertThat(refused(Map.of(
                                "muster.environment.variables[A].pattern", "x",
                                "muster.environment.variables[A].type", "port"))
                        .findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("type text");
    }

    @Test
    void isNotWantedInTestsUnlessTheySaySo() {
        assertThat(EnvironmentValidation.of(environment(Map.of())).wanted(false))
                .isTrue();
        assertThat(EnvironmentValidation.of(environment(Map.of())).wanted(true)).isFalse();
        assertThat(EnvironmentValidation.of(environment(Map.of("muster.environment.skip-in-tests", false)))
                        .wanted(true))
                .isTrue();
        assertThat(EnvironmentValidation.of(environment(Map.of("muster.environment.enabled", false)))
                        .wanted(false))
                .isFalse();
    }

    private static List<ValidEnvironment> resolve(Map<String, Object> properties) {
        return EnvironmentValidation.of(environment(properties))
                .resolve(EnvironmentValidationTest.class.getClassLoader());
    }

    private static FailureException refused(Map<String, Object> properties) {
        return catchThrowableOfType(FailureException.class, () -> resolve(properties));
    }

    private static StandardEnvironment environment(Map<String, ?> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test properties", Map.copyOf(properties)));
        return environment;
    }

    /** What an application declares in code. */
    public static final class ShopVariables implements DeclaredVariables {
        static final Variable<Secret> SHOP_KEY = Variable.secret("SHOP_KEY").minLength(32);

        /** As the service loader wants it. */
        public ShopVariables() {}

        @Override
        public Variables variables() {
            return Variables.of(SHOP_KEY);
        }
    }
}
