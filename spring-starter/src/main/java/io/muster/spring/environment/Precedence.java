package io.muster.spring.environment;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.PropertySource;

/** The sources that come before another one, and so hide what is set there too, by whatever spelling of its name. */
final class Precedence {
    private final List<PropertySource<?>> sources = new ArrayList<>();
    private final List<ConfigurationPropertySource> relaxed = new ArrayList<>();

    void add(PropertySource<?> source) {
        sources.add(source);
        ConfigurationPropertySource names =
                source instanceof PropertySource.StubPropertySource ? null : ConfigurationPropertySource.from(source);
        if (names != null) {
            relaxed.add(names);
        }
    }

    /** Whether one of them sets this property. */
    boolean hides(String name) {
        if (sources.stream().anyMatch(source -> source.containsProperty(name))) {
            return true;
        }
        var canonical = ConfigurationPropertyName.adapt(name, '.');
        return !canonical.isEmpty() && relaxed.stream().anyMatch(source -> sets(source, canonical));
    }

    /** A list is never put together from two sources: the first one that has any of it has it all. */
    private static boolean sets(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        if (source.getConfigurationProperty(name) != null) {
            return true;
        }
        if (!name.isLastElementIndexed()) {
            return false;
        }
        ConfigurationPropertyName list = name.getParent();
        return source.getConfigurationProperty(list) != null
                || (name.isNumericIndex(name.getNumberOfElements() - 1)
                        && source.containsDescendantOf(list) == ConfigurationPropertyState.PRESENT);
    }
}
