package io.muster.validation.database;

import io.muster.samples.servers.PostgresServer;

/** PostgreSQL 12. */
class OldPostgresTest extends PostgresSituations {
    @Override
    PostgresServer start() {
        return PostgresServer.startOld();
    }
}
