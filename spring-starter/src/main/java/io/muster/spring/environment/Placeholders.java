package io.muster.spring.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.PlaceholderResolutionException;

/** Finds the placeholders in properties that nothing fills: Spring would bind their text as it stands. */
final class Placeholders {
    /** What stands there was not written for Spring; and a logging system resolves its own. */
    private static final Set<String> FOREIGN = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
            "configurationProperties");

    private static final String LOGGING = "logging.";

    private final ConfigurableEnvironment environment;

    Placeholders(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** One finding for each property that has some, in the order of precedence; a value that another hides counts not. */
    List<Finding> unresolved() {
        var findings = new ArrayList<Finding>();
        var seen = new HashSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed && !FOREIGN.contains(source.getName())) {
                for (String name : listed.getPropertyNames()) {
                    if (seen.add(name) && !name.startsWith(LOGGING)) {
                        look(listed, name, findings);
                    }
                }
            }
        }
        return findings;
    }

    private void look(EnumerablePropertySource<?> source, String name, List<Finding> findings) {
        if (!(source.getProperty(name) instanceof CharSequence text)
                || !text.toString().contains("${")) {
            return;
        }
        try {
            environment.resolveRequiredPlaceholders(text.toString());
        } catch (PlaceholderResolutionException e) {
            findings.add(Finding.error(
                            Failure.CONFIGURATION, name, "needs ${" + e.getPlaceholder() + "}, which nothing sets")
                    .code("ENV-001")
                    .fix("set " + e.getPlaceholder() + ", or give it a default as ${" + e.getPlaceholder()
                            + ":...}; it stands in " + where(source, name)));
        }
    }

    @SuppressWarnings("unchecked") // a source of origins is asked by the names of its properties
    private static String where(EnumerablePropertySource<?> source, String name) {
        Origin origin =
                source instanceof OriginLookup<?> lookup ? ((OriginLookup<String>) lookup).getOrigin(name) : null;
        return origin == null ? source.getName() : origin.toString();
    }
}
