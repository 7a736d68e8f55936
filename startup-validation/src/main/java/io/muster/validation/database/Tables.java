package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks whether the tables are there, may be read, and hold rows. Each problem is one finding. */
record Tables(List<String> names, Map<String, Integer> rows) {
    private static final String PART = "(?:[A-Za-z_][A-Za-z0-9_$]*|\"[^\"\\x00-\\x1f]+\")";
    private static final Pattern NAME = Pattern.compile(PART + "(?:\\." + PART + ")?");
    private static final String NO_PRIVILEGE = "42501";

    /** Refuses what is no table's name, since names become part of statements. */
    static String requireName(String table) {
        if (table.length() > 200 || !NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("'" + table + "' is no table name; write name or schema.name");
        }
        return table;
    }

    /** @param seconds the query timeout; 0 for none */
    List<Finding> problems(Connection connection, int seconds) throws SQLException {
        boolean postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        var problems = new ArrayList<Finding>();
        for (String table : names) {
            Optional<Finding> problem =
                    postgres ? inPostgres(connection, table, seconds) : inMetaData(connection, table);
            if (problem.isEmpty() && rows.containsKey(table)) {
                problem = tooFewRows(connection, table, rows.getOrDefault(table, 0), seconds);
            }
            problem.ifPresent(problems::add);
        }
        return problems;
    }

    /** to_regclass sees a table that the user may not read; information_schema would call it missing. */
    private static Optional<Finding> inPostgres(Connection connection, String table, int seconds) throws SQLException {
        String sql = "SELECT to_regclass(?)::oid IS NOT NULL, has_table_privilege(to_regclass(?)::oid, 'SELECT')";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(seconds);
            statement.setString(1, table);
            statement.setString(2, table);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                if (!result.getBoolean(1)) {
                    return Optional.of(missing(table));
                }
                return result.getBoolean(2) ? Optional.empty() : Optional.of(notAllowed(table));
            }
        } catch (SQLException e) {
            if (NO_PRIVILEGE.equals(e.getSQLState())) {
                return Optional.of(notAllowed(table));
            }
            throw e;
        }
    }

    private static Optional<Finding> inMetaData(Connection connection, String table) throws SQLException {
        var metaData = connection.getMetaData();
        int dot = table.indexOf('.');
        String escape = metaData.getSearchStringEscape();
        String schema = dot < 0 ? connection.getSchema() : stored(metaData, table.substring(0, dot), "");
        String name = stored(metaData, table.substring(dot + 1), escape);
        try (ResultSet found = metaData.getTables(connection.getCatalog(), schema, name, null)) {
            return found.next() ? Optional.empty() : Optional.of(missing(table));
        }
    }

    private static String stored(DatabaseMetaData metaData, String identifier, String escape) throws SQLException {
        String name = identifier;
        if (identifier.startsWith("\"")) {
            name = identifier.substring(1, identifier.length() - 1);
        } else if (metaData.storesUpperCaseIdentifiers()) {
            name = identifier.toUpperCase(Locale.ROOT);
        } else if (metaData.storesLowerCaseIdentifiers()) {
            name = identifier.toLowerCase(Locale.ROOT);
        }
        return escape.isEmpty() ? name : name.replace("_", escape + "_").replace("%", escape + "%");
    }

    /** Reads no more rows than it asks for. */
    private static Optional<Finding> tooFewRows(Connection connection, String table, int atLeast, int seconds)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM " + table)) {
            statement.setQueryTimeout(seconds);
            statement.setMaxRows(atLeast);
            int count = 0;
            try (ResultSet result = statement.executeQuery()) {
                while (count < atLeast && result.next()) {
                    count++;
                }
            }
            return count >= atLeast
                    ? Optional.empty()
                    : Optional.of(Finding.error(
                                    Failure.CONFIGURATION, table, "has " + count + " of at least " + atLeast + " rows")
                            .code("DB-112")
                            .fix("load its data"));
        }
    }

    private static Finding missing(String table) {
        return Finding.error(Failure.CONFIGURATION, table, "no such table is on the user's search path")
                .code("DB-110")
                .fix("apply the migrations, or name its schema as in schema." + table);
    }

    private static Finding notAllowed(String table) {
        return Finding.error(Failure.PERMISSION, table, "the user may not read this table")
                .code("DB-111")
                .fix("GRANT SELECT ON " + table + ", and USAGE on its schema, to the user");
    }
}
