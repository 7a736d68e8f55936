package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL's own catalog, which everybody may read: {@code information_schema} shows only what the user has a right to,
 * and so calls a table missing that is merely closed.
 */
final class PostgresCatalog implements Catalog {
    /** to_regclass refuses to look into a schema that is closed to the user, so it is not asked about such a one. */
    private static final String QUALIFIED = """
            SELECT n.oid IS NOT NULL,
                   has_schema_privilege(n.oid, 'USAGE'),
                   CASE WHEN has_schema_privilege(n.oid, 'USAGE') THEN to_regclass(w.name) IS NOT NULL
                        ELSE EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = w.rel) END
            FROM (SELECT ?::text AS nsp, ?::text AS rel, ?::text AS name) w
            LEFT JOIN pg_namespace n ON n.nspname = w.nsp""";

    private static final String VISIBLE = "SELECT to_regclass(?) IS NOT NULL";

    private static final String ELSEWHERE = """
            SELECT n.nspname, has_schema_privilege(n.oid, 'USAGE')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1 LIMIT 1""";

    private static final String ALLOWED = "SELECT has_table_privilege(to_regclass(?)::oid, ?)";

    private static final String COLUMNS = """
            SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
            WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";

    private final Session session;

    PostgresCatalog(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Finding> problem(TableName table) throws SQLException {
        String name = TableName.stored(table.table(), folding());
        if (table.schema().isEmpty()) {
            boolean visible = session.one(VISIBLE, row -> row.getBoolean(1), table.toString())
                    .orElse(false);
            return visible ? Optional.empty() : Optional.of(hidden(table, name));
        }
        String schema = TableName.stored(table.schema().get(), folding());
        record State(boolean there, boolean usable, boolean found) {}
        State state = session.one(
                        QUALIFIED,
                        row -> new State(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)),
                        schema,
                        name,
                        table.toString())
                .orElseThrow();
        if (!state.there()) {
            return Optional.of(Finding.error(Failure.CONFIGURATION, table.toString(), "there is no schema " + schema)
                    .code("DB-114")
                    .fix("apply the migrations, or correct the schema's name"));
        }
        if (!state.found()) {
            return Optional.of(missing(table, "no such table is in schema " + schema));
        }
        return state.usable() ? Optional.empty() : Optional.of(closed(table, schema));
    }

    /** Not to be seen by its bare name: says whether it is in a schema that is off the search path, or closed. */
    private Finding hidden(TableName table, String name) throws SQLException {
        record Place(String schema, boolean usable) {}
        Optional<Place> place = session.one(ELSEWHERE, row -> new Place(row.getString(1), row.getBoolean(2)), name);
        if (place.isEmpty()) {
            return missing(table, "no such table is in this database");
        }
        String schema = place.get().schema();
        if (!place.get().usable()) {
            return closed(table, schema);
        }
        return Finding.error(
                        Failure.CONFIGURATION,
                        table.toString(),
                        "it is in schema " + schema + ", which is not on the user's search path")
                .code("DB-114")
                .fix("add the schema to the search_path (in JDBC: currentSchema), or name it as in " + schema + "."
                        + table);
    }

    private static Finding missing(TableName table, String message) {
        return Finding.error(Failure.CONFIGURATION, table.toString(), message)
                .code("DB-110")
                .fix("apply the migrations, or check that this is the right database");
    }

    private static Finding closed(TableName table, String schema) {
        return Finding.error(Failure.PERMISSION, table.toString(), "the user has no right to USAGE of schema " + schema)
                .code("DB-111")
                .fix("GRANT USAGE ON SCHEMA " + schema + " TO the user");
    }

    @Override
    public Optional<Boolean> allows(TableName table, Right right) throws SQLException {
        return session.one(ALLOWED, row -> row.getBoolean(1), table.toString(), right.name());
    }

    @Override
    public Map<String, String> columns(TableName table) throws SQLException {
        var columns = new LinkedHashMap<String, String>();
        session.all(COLUMNS, row -> List.of(row.getString(1), row.getString(2)), table.toString())
                .forEach(column -> columns.put(column.get(0), column.get(1)));
        return columns;
    }

    @Override
    public TableName.Folding folding() {
        return TableName.Folding.LOWER;
    }
}
