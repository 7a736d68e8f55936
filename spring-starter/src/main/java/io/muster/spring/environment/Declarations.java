package io.muster.spring.environment;

import io.muster.spring.environment.EnvironmentProperties.VariableRule;
import io.muster.validation.environment.Rule;
import io.muster.validation.environment.Type;
import io.muster.validation.environment.Variable;
import io.muster.validation.environment.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/** Turns what properties and classes declare into the declarations of the validation. */
final class Declarations {
    private final EnvironmentProperties properties;
    private final ClassLoader loader;

    Declarations(EnvironmentProperties properties, ClassLoader loader) {
        this.properties = properties;
        this.loader = loader;
    }

    /**
     * Each declaration in code on its own.
     *
     * @throws IllegalArgumentException if what is declared is impossible
     */
    List<Variables> inCode() {
        var all = new ArrayList<Variables>();
        ServiceLoader.load(DeclaredVariables.class, loader).forEach(found -> all.add(found.variables()));
        Optional.ofNullable(properties.declaration()).map(this::named).ifPresent(all::add);
        return all;
    }

    /**
     * What the properties declare; empty if they declare nothing.
     *
     * @throws IllegalArgumentException if what is declared is impossible
     */
    Optional<Variables> inProperties() {
        List<Variable<?>> ruled = ruled();
        return ruled.isEmpty() ? Optional.empty() : Optional.of(Variables.of(ruled));
    }

    private Variables named(String name) {
        try {
            Class<?> type = ClassUtils.forName(name, loader);
            if (BeanUtils.instantiateClass(type) instanceof DeclaredVariables declared) {
                return declared.variables();
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("'muster.environment.declaration' names no class: " + name, e);
        }
        throw new IllegalArgumentException("'muster.environment.declaration' names " + name + ", which is no "
                + DeclaredVariables.class.getName() + "; let it implement that");
    }

    private List<Variable<?>> ruled() {
        Map<String, Variable<?>> all = new LinkedHashMap<>();
        properties.variables().forEach((key, rule) -> {
            String name = nameOf(key);
            all.put(name, variable(name, rule));
        });
        properties.required().forEach(name -> all.putIfAbsent(name, Variable.text(name)));
        return List.copyOf(all.values());
    }

    /** Without brackets a key has lost whatever is not a letter, a digit or a dash. */
    private static String nameOf(String key) {
        return key.contains("-") && !key.contains(".") ? key.replace('-', '_').toUpperCase(Locale.ROOT) : key;
    }

    private static Variable<?> variable(String name, VariableRule rule) {
        boolean texts = rule.pattern() != null || !rule.oneOf().isEmpty();
        if (texts && rule.type() != VariableType.TEXT) {
            throw new IllegalArgumentException("'muster.environment.variables." + name
                    + "' has a pattern or a list of texts, which go with type text: " + rule.type());
        }
        return texts
                ? common(text(name, rule), rule)
                : common(Variable.of(name, rule.type().type()), rule);
    }

    private static Variable<String> text(String name, VariableRule rule) {
        Variable<String> variable = Variable.of(name, Type.TEXT);
        if (!rule.oneOf().isEmpty()) {
            variable = variable.oneOf(rule.oneOf().toArray(String[]::new));
        }
        if (rule.pattern() == null) {
            return variable;
        }
        Pattern pattern = Pattern.compile(rule.pattern());
        return variable.rule(
                Rule.of("matches " + pattern, text -> pattern.matcher(text).matches()));
    }

    private static Variable<?> common(Variable<?> variable, VariableRule rule) {
        Variable<?> ruled = variable;
        if (rule.minLength() != null) {
            ruled = ruled.minLength(rule.minLength());
        }
        if (rule.maxLength() != null) {
            ruled = ruled.maxLength(rule.maxLength());
        }
        if (rule.description() != null) {
            ruled = ruled.description(rule.description());
        }
        return rule.optional() ? ruled.optional() : ruled;
    }
}
