package io.muster.spring.environment;

import io.muster.lifecycle.Secret;
import io.muster.validation.environment.DatabaseUrl;
import io.muster.validation.environment.Environment;
import io.muster.validation.environment.RedisUrl;
import io.muster.validation.environment.Variables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A declaration and the values that it was given, all valid. Immutable.
 *
 * @param variables what was declared
 * @param values what was found
 * @param inCode whether a {@link DeclaredVariables} declares it, and so has constants to ask the values by
 */
public record ValidEnvironment(Variables variables, Environment values, boolean inCode) {

    /** Every secret among the values, so that no text of the service shows one. */
    public List<Secret> secrets() {
        return variables.all().stream()
                .map(values::find)
                .flatMap(Optional::stream)
                .flatMap(ValidEnvironment::secrets)
                .toList();
    }

    private static Stream<Secret> secrets(Object value) {
        if (value instanceof Secret secret) {
            return Stream.of(secret);
        }
        if (value instanceof DatabaseUrl url) {
            return url.password().stream();
        }
        return value instanceof RedisUrl url ? url.password().stream() : Stream.empty();
    }
}
