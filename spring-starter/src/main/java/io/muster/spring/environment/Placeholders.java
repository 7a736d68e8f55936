package io.muster.spring.environment;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.util.ArrayList;
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
    /** What stands there was not written for Spring, but it hides what was. */
    private static final Set<String> FOREIGN = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private static final String ATTACHED = "configurationProperties";
    /** A logging system resolves its own. */
    private static final String LOGGING = "logging.";
    /** Such as local.server.port, which is known once the server listens. */
    private static final String LATER = "local.";

    private final ConfigurableEnvironment environment;

    Placeholders(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** One finding for each property that has some, in the order of precedence; a value that another hides counts not. */
    List<Finding> unresolved() {
        var findings = new ArrayList<Finding>();
        var earlier = new Precedence();
        for (var source : environment.getPropertySources()) {
            if (source.getName().equals(ATTACHED)) {
                continue;
            }
            if (source instanceof EnumerablePropertySource<?> listed && !FOREIGN.contains(source.getName())) {
                for (String name : listed.getPropertyNames()) {
                    if (!name.startsWith(LOGGING)
                            && source.getProperty(name) instanceof CharSequence text
                            && text.toString().contains("${")
                            && !earlier.hides(name)) {
                        look(listed, name, text.toString(), findings);
                    }
                }
            }
            earlier.add(source);
        }
        return findings;
    }

    private void look(EnumerablePropertySource<?> source, String name, String text, List<Finding> findings) {
        try {
            environment.resolveRequiredPlaceholders(text);
        } catch (PlaceholderResolutionException e) {
            String missing = String.valueOf(e.getPlaceholder());
            if (!missing.startsWith(LATER)) {
                findings.add(finding(source, name, missing));
            }
        }
    }

    private static Finding finding(EnumerablePropertySource<?> source, String name, String missing) {
        return Finding.error(Failure.CONFIGURATION, name, "needs ${" + missing + "}, which nothing sets")
                .code("ENV-001")
                .fix("set " + missing + ", or give it a default as ${" + missing + ":...}; it stands in "
                        + where(source, name)
                        + "; muster.environment.placeholders=false lets such texts stand as they are");
    }

    @SuppressWarnings("unchecked") // a source of origins is asked by the names of its properties
    private static String where(EnumerablePropertySource<?> source, String name) {
        Origin origin =
                source instanceof OriginLookup<?> lookup ? ((OriginLookup<String>) lookup).getOrigin(name) : null;
        return origin == null ? source.getName() : origin.toString();
    }
}
