package io.muster.validation.service;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.HealthResult;
import io.muster.validation.diagnosis.Diagnosis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A Chroma server and the version of the API that it has. For one run of a check. */
final class Chroma {
    private static final long MOST_BYTES = 8_192;
    private static final Pattern VERSION = Pattern.compile("\"([0-9A-Za-z.+-]{1,40})\"\\s*");

    private final Web web;
    private String api = "v2";

    Chroma(Web web) {
        this.web = web;
    }

    HealthResult heartbeat() throws IOException {
        Page page = api("heartbeat");
        if (page.status() == 404) {
            api = "v1";
            page = api("heartbeat");
        }
        if (!page.ok()) {
            throw new Trouble(noHeartbeat(page.status()));
        }
        if (!page.body().contains("heartbeat")) {
            throw new Trouble(new Diagnosis(
                    "SVC-104",
                    Failure.CONFIGURATION,
                    "gives a heartbeat that is not Chroma's",
                    "check its URL, and whether a proxy or a portal answers instead"));
        }
        return HealthResult.up().with("api", api);
    }

    private Diagnosis noHeartbeat(int status) {
        return switch (status) {
            case 404 ->
                new Diagnosis(
                        "SVC-104",
                        Failure.CONFIGURATION,
                        "has no heartbeat at its URL (HTTP 404)",
                        "check that Chroma is what answers there");
            case 410 ->
                new Diagnosis(
                        "SVC-104",
                        Failure.CONFIGURATION,
                        "says that version " + api.substring(1) + " of its API is gone (HTTP 410)",
                        "something before it rewrites or blocks the path of version 2: let /api/v2 through");
            default -> Refusals.of(status);
        };
    }

    /** The deep look of the start. */
    HealthResult examine(boolean login, String tenant, String database, List<String> collections) throws IOException {
        HealthResult result = heartbeat();
        if (api.equals("v2") && api("healthcheck").status() == 503) {
            throw new Trouble(new Diagnosis(
                    "SVC-106",
                    Failure.UNAVAILABLE,
                    "answers, and cannot run queries yet (HTTP 503)",
                    "wait, or look at its log"));
        }
        if (login) {
            identity();
        }
        var missing = new ArrayList<Diagnosis>();
        for (String name : collections) {
            Page page = collection(tenant, database, name);
            if (!page.ok()) {
                missing.add(withoutCollection(page, tenant, database, name));
            }
        }
        if (!missing.isEmpty()) {
            throw new Trouble(missing);
        }
        var version = VERSION.matcher(api("version").body());
        return version.matches() ? result.with("version", version.group(1)) : result;
    }

    /** Versions without this question are asked for collections alone. */
    private void identity() throws IOException {
        Page page = web.get(MOST_BYTES, "api", api, "auth", "identity");
        if (!page.ok() && page.status() != 404) {
            throw new Trouble(Refusals.of(page.status()));
        }
    }

    private Page collection(String tenant, String database, String name) throws IOException {
        return api.equals("v2")
                ? web.get(MOST_BYTES, "api", api, "tenants", tenant, "databases", database, "collections", name)
                : web.get(MOST_BYTES, "api", api, "collections", name);
    }

    /** Before 0.6 a missing collection was a bad request or even a fault of the server. */
    private static Diagnosis withoutCollection(Page page, String tenant, String database, String name) {
        boolean missing = page.status() == 404 || page.body().contains("does not exist");
        return missing
                ? new Diagnosis(
                        "SVC-110",
                        Failure.CONFIGURATION,
                        "has no collection '" + name + "' in '" + tenant + "/" + database + "'",
                        "create and fill it, or correct its name")
                : Refusals.of(page.status());
    }

    private Page api(String question) throws IOException {
        return web.get(MOST_BYTES, "api", api, question);
    }
}
