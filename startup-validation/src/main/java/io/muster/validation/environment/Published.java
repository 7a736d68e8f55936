package io.muster.validation.environment;

import io.muster.lifecycle.Secret;
import java.util.HashSet;
import java.util.Set;

/** The secrets that everybody knows, since an example has them. */
final class Published {
    private Published() {}

    static Set<String> secrets(Variables variables) {
        var secrets = new HashSet<String>();
        for (Source source : variables.published()) {
            variables.all().forEach(variable -> add(variable, source, secrets));
        }
        return secrets;
    }

    private static <T> void add(Variable<T> variable, Source source, Set<String> secrets) {
        for (String name : variable.names()) {
            String text = text(source, name);
            if (variable.type().isSecret()) {
                secrets.add(Placeholder.withoutComment(text));
            }
            try {
                variable.type().secrets(variable.type().parse(text)).stream()
                        .map(Secret::reveal)
                        .forEach(secrets::add);
            } catch (Throwable e) {
                // an example need not be right
                Crash.rethrowIfFatal(e);
            }
        }
    }

    private static String text(Source source, String name) {
        try {
            return source.find(name).map(Sourced::text).orElse("");
        } catch (Throwable e) {
            Crash.rethrowIfFatal(e);
            return "";
        }
    }
}
