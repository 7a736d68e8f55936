package io.muster.health.http;

import io.muster.health.Probe;
import io.muster.health.dialect.DetailedJson;
import io.muster.health.dialect.KubernetesText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what is at a path. Immutable. */
final class Endpoints {
    private final Map<String, Endpoint> always = new HashMap<>();
    /** The longest prefix first. */
    private final List<Mount> mounts = new ArrayList<>();

    private Endpoints() {}

    /**
     * The endpoints that these options ask for.
     *
     * @throws IllegalArgumentException if two of them are at the same path
     */
    static Endpoints of(Options options) {
        var endpoints = new Endpoints();
        endpoints.add(new Mount("", new KubernetesText()));
        endpoints.add(new Mount(options.prefix(), new DetailedJson()));
        options.mounts().forEach(endpoints::add);
        endpoints.add(Endpoint.special(options.prefix() + "/diagnostics", Endpoint.Kind.DIAGNOSTICS));
        if (options.metrics().isPresent()) {
            endpoints.add(Endpoint.special("/metrics", Endpoint.Kind.METRICS));
        }
        endpoints.mounts.sort(
                Comparator.comparing((Mount mount) -> mount.prefix().length()).reversed());
        return endpoints;
    }

    private void add(Mount mount) {
        mounts.add(mount);
        for (var path : new TreeMap<String, Probe>(mount.dialect().paths()).entrySet()) {
            add(Endpoint.always(mount, path.getKey(), path.getValue(), always.size()));
        }
    }

    private void add(Endpoint endpoint) {
        if (always.putIfAbsent(endpoint.path(), endpoint) != null) {
            throw new IllegalArgumentException("path '" + endpoint.path()
                    + "' is taken twice; give one of them another prefix, such as prefix(\"/api/v1/health\")");
        }
    }

    /** Every path that always answers, in order. */
    List<String> paths() {
        return always.keySet().stream().sorted().toList();
    }

    int size() {
        return always.size();
    }

    /** What is always at a path. */
    Optional<Endpoint> at(String path) {
        return Optional.ofNullable(always.get(path));
    }

    /** Where a single check may be. */
    List<Endpoint> checks(String path) {
        return mounts.stream()
                .filter(mount -> path.startsWith(mount.prefix() + "/"))
                .map(mount ->
                        Endpoint.check(mount, path.substring(mount.prefix().length())))
                .toList();
    }
}
