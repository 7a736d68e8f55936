package io.muster.validation.database;

import io.muster.samples.servers.PostgresServer;

/** The current release, in a container where a Docker engine answers. */
class CurrentPostgresTest extends PostgresSituations {
    @Override
    PostgresServer start() {
        return PostgresServer.start();
    }
}
