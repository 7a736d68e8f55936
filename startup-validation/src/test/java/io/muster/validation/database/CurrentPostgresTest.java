package io.muster.validation.database;

import io.muster.samples.servers.PostgresServer;

/** The current release. */
class CurrentPostgresTest extends PostgresSituations {
    @Override
    PostgresServer start() {
        return PostgresServer.startEmbedded();
    }
}
