package io.muster.spring.environment;

import io.muster.validation.environment.Source;
import io.muster.validation.environment.Sourced;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PlaceholderResolutionException;

/** Finds variables where Spring finds properties: arguments, environment, files, and whatever else was imported. */
final class SpringSource implements Source {
    private static final String ATTACHED = "configurationProperties";

    private final ConfigurableEnvironment environment;

    SpringSource(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "Spring environment";
    }

    @Override
    public Optional<Sourced> find(String variable) {
        String value = value(variable);
        return value == null ? Optional.empty() : Optional.of(new Sourced(value, origin(variable)));
    }

    /** A password may look like a placeholder; what nothing fills stands for itself. */
    private @Nullable String value(String variable) {
        try {
            return environment.getProperty(variable);
        } catch (PlaceholderResolutionException e) {
            return environment.getPropertySources().stream()
                    .filter(source -> !source.getName().equals(ATTACHED))
                    .map(source -> source.getProperty(variable))
                    .filter(Objects::nonNull)
                    .map(String::valueOf)
                    .findFirst()
                    .orElse(null);
        }
    }

    private String origin(String variable) {
        return environment.getPropertySources().stream()
                .filter(source -> !source.getName().equals(ATTACHED) && source.containsProperty(variable))
                .findFirst()
                .map(PropertySource::getName)
                .orElse(name());
    }
}
