package io.muster.spring.dependency;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/** The databases behind data sources: one that routes to others has those, as it needs a caller to know which. */
final class Databases {
    private static final String ROUTING = "org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource";

    private Databases() {}

    static Map<String, DataSource> of(Map<String, DataSource> sources) {
        return ClassUtils.isPresent(ROUTING, null) ? Routed.of(sources) : sources;
    }

    /** Apart, since an application may have no spring-jdbc. */
    private static final class Routed {
        static Map<String, DataSource> of(Map<String, DataSource> sources) {
            Map<String, DataSource> all = new LinkedHashMap<>();
            sources.forEach((name, source) -> {
                if (source instanceof AbstractRoutingDataSource routing) {
                    all.putAll(targets(name, routing));
                } else {
                    all.put(name, source);
                }
            });
            // a target may be a bean too
            Set<DataSource> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            all.values().removeIf(source -> !seen.add(source));
            return all;
        }

        private static Map<String, DataSource> targets(String name, AbstractRoutingDataSource routing) {
            Map<String, DataSource> targets = new LinkedHashMap<>();
            routing.getResolvedDataSources().forEach((key, target) -> targets.put(name + "-" + key, target));
            DataSource otherwise = routing.getResolvedDefaultDataSource();
            if (otherwise != null && !targets.containsValue(otherwise)) {
                targets.put(name, otherwise);
            }
            return targets;
        }
    }
}
