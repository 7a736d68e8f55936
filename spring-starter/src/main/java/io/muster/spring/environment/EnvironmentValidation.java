package io.muster.spring.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.FailureException;
import io.muster.lifecycle.Finding;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.Source;
import io.muster.validation.environment.Sources;
import io.muster.validation.environment.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Validates the environment of an application, as its properties {@code muster.environment} and its
 * {@link DeclaredVariables} say. Looks and changes nothing, so it may be done any number of times. Thread-safe.
 *
 * <p>The application does that by itself when it starts; in a test it can be done for an environment of its own.
 */
public final class EnvironmentValidation {
    private final ConfigurableEnvironment environment;
    private final EnvironmentProperties properties;

    private EnvironmentValidation(ConfigurableEnvironment environment, EnvironmentProperties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /**
     * The validation of {@code environment}.
     *
     * @throws org.springframework.boot.context.properties.bind.BindException if its own properties are wrong
     */
    public static EnvironmentValidation of(ConfigurableEnvironment environment) {
        return new EnvironmentValidation(
                environment, Binder.get(environment).bindOrCreate("muster.environment", EnvironmentProperties.class));
    }

    /** Whether it is wanted: by default yes, but in tests not. */
    public boolean wanted(boolean inTest) {
        return properties.enabled() && !(inTest && properties.skipInTests());
    }

    /**
     * The values of each declaration, all valid.
     *
     * @throws FailureException with everything that is wrong, none of it with a value
     */
    public List<ValidEnvironment> resolve(ClassLoader loader) {
        var findings = new ArrayList<Finding>();
        var resolved = new ArrayList<ValidEnvironment>();
        var source = new SpringSource(environment);
        declared(loader).forEach((variables, inCode) -> {
            try {
                var values = Environment.resolve(variables, Sources.of(source, Source.files(source)));
                resolved.add(new ValidEnvironment(variables, values, inCode));
            } catch (FailureException e) {
                findings.addAll(e.findings());
            }
        });
        if (properties.placeholders()) {
            findings.addAll(new Placeholders(environment).unresolved());
        }
        if (!findings.isEmpty()) {
            throw new FailureException("the environment is not as the application needs it", findings);
        }
        return resolved;
    }

    /** Each declaration, and whether it is one in code. */
    private Map<Variables, Boolean> declared(ClassLoader loader) {
        try {
            var declarations = new Declarations(properties, loader);
            Map<Variables, Boolean> declared = new LinkedHashMap<>();
            declarations.inCode().forEach(each -> declared.put(each, true));
            declarations.inProperties().ifPresent(each -> declared.put(each, false));
            return declared;
        } catch (IllegalArgumentException | ServiceConfigurationError e) {
            var finding = Finding.error(Failure.CONFIGURATION, "muster.environment", String.valueOf(e.getMessage()));
            throw new FailureException("the declaration of the environment is wrong", List.of(finding));
        }
    }
}
