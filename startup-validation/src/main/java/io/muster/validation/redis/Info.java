package io.muster.validation.redis;

import io.muster.lifecycle.HealthResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Redis tells of itself by INFO, to those who may ask. Immutable. */
final class Info {
    private static final double NEARLY = 0.9;
    private static final List<String> FACTS =
            List.of("redis_version", "role", "maxmemory", "maxmemory_policy", "aof_enabled", "connected_clients");

    private final Map<String, String> fields = new HashMap<>();

    Info(String text) {
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
    }

    HealthResult describe(HealthResult result) {
        HealthResult described = result;
        for (String fact : FACTS) {
            String value = fields.get(fact);
            described = value == null ? described : described.with(fact, value);
        }
        // Valkey and others give their own name beside the version that they imitate
        String server = fields.get("server_name");
        return server == null ? described : described.with("server", server);
    }

    /** The seconds until all data is loaded, as far as it can tell; empty when it does not load any. */
    Optional<Long> loaded() {
        return is("loading", "1") && fields.containsKey("loading_eta_seconds")
                ? Optional.of(number("loading_eta_seconds"))
                : Optional.empty();
    }

    /** Whether it is a node of a cluster. */
    boolean cluster() {
        return is("cluster_enabled", "1");
    }

    /** Whether several nodes share the keys, in what a cluster tells of itself. */
    boolean shared() {
        return number("cluster_size") > 1;
    }

    /** What is worth a word and fails nothing. */
    List<String> warnings(Wishes wishes) {
        var warnings = new ArrayList<String>();
        if (wishes.appendOnly() && is("aof_enabled", "0")) {
            warnings.add("keeps no append-only file, so a restart loses data; set appendonly yes");
        }
        if (wishes.noEviction() && evicts()) {
            warnings.add("may evict keys that must stay (maxmemory-policy " + fields.get("maxmemory_policy")
                    + "); set noeviction");
        }
        long limit = number("maxmemory");
        if (limit > 0 && limit < wishes.maxMemory()) {
            warnings.add(
                    "may use " + limit + " bytes of memory, " + wishes.maxMemory() + " are wanted; raise maxmemory");
        }
        if (is("master_link_status", "down")) {
            warnings.add("is a replica that has lost its master, so its data may be old; check the master");
        }
        if (is("rdb_last_bgsave_status", "err") || is("aof_last_write_status", "err")) {
            warnings.add("could not save to disk last time; check its disk and its log");
        }
        if (number("maxclients") > 0 && number("connected_clients") > NEARLY * number("maxclients")) {
            warnings.add("has " + fields.get("connected_clients") + " of " + fields.get("maxclients")
                    + " connections in use; raise maxclients, or look for who keeps them");
        }
        return warnings;
    }

    private boolean evicts() {
        String policy = fields.getOrDefault("maxmemory_policy", "noeviction");
        return number("maxmemory") > 0 && !policy.equals("noeviction");
    }

    private boolean is(String field, String value) {
        return value.equals(fields.get(field));
    }

    private long number(String field) {
        try {
            return Long.parseLong(fields.getOrDefault(field, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
