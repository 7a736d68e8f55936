package io.muster.spring.environment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties that begin with {@code muster.environment}.
 *
 * @param enabled Whether the environment is validated before the application context.
 * @param skipInTests Whether the validation is skipped in tests.
 * @param placeholders Whether each placeholder in the properties must have a value.
 * @param required Names of environment variables or properties that must be set.
 * @param declaration Class that declares the variables in code.
 * @param variables Rules for single variables, by name: "[DATABASE_URL]" or "database-url".
 */
@ConfigurationProperties("muster.environment")
record EnvironmentProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("true") boolean skipInTests,
        @DefaultValue("true") boolean placeholders,
        @DefaultValue List<String> required,
        @Nullable String declaration,
        @DefaultValue Map<String, VariableRule> variables) {

    /**
     * What a variable must be like.
     *
     * @param type What the text is turned into.
     * @param optional Whether it may be missing.
     * @param pattern Regular expression that the whole text matches.
     * @param oneOf Texts of which it is one.
     * @param minLength Least number of characters.
     * @param maxLength Greatest number of characters.
     * @param description What it is for, as the report says.
     */
    record VariableRule(
            @DefaultValue("text") VariableType type,
            @DefaultValue("false") boolean optional,
            @Nullable String pattern,
            @DefaultValue List<String> oneOf,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable String description) {}
}
