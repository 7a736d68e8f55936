package io.muster.validation.database;

import io.muster.samples.servers.PostgresServer;
import java.sql.SQLException;

/**
 * A type {@code vector} with a dimension, made of functions that every PostgreSQL has: its catalog rows are those of
 * pgvector, which the embedded releases do not ship.
 */
final class StandInVector {
    private StandInVector() {}

    static void create(PostgresServer server) throws SQLException {
        server.asSuperuser(
                "CREATE TYPE vector",
                "CREATE FUNCTION vector_in(cstring, oid, int) RETURNS vector AS 'varbit_in' LANGUAGE internal IMMUTABLE"
                        + " STRICT",
                "CREATE FUNCTION vector_out(vector) RETURNS cstring AS 'varbit_out' LANGUAGE internal IMMUTABLE STRICT",
                "CREATE FUNCTION vector_typmod(cstring[]) RETURNS int AS 'varbittypmodin' LANGUAGE internal IMMUTABLE"
                        + " STRICT",
                "CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, TYPMOD_IN = vector_typmod)",
                "CREATE TABLE chunks (embedding vector(1536), anything vector)",
                "GRANT SELECT ON chunks TO orders_user",
                "CREATE TABLE shop.chunks (embedding vector(2))",
                "GRANT SELECT ON shop.chunks TO orders_user");
    }
}
