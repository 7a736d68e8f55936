package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What any JDBC driver tells of tables. */
final class MetaDataCatalog implements Catalog {
    private final Session session;
    private final DatabaseMetaData metaData;
    private final TableName.Folding folding;
    private final boolean schemas;

    MetaDataCatalog(Session session) throws SQLException {
        this.session = session;
        this.metaData = session.connection().getMetaData();
        schemas = metaData.supportsSchemasInDataManipulation();
        if (metaData.storesUpperCaseIdentifiers()) {
            folding = TableName.Folding.UPPER;
        } else {
            folding = metaData.storesLowerCaseIdentifiers() ? TableName.Folding.LOWER : TableName.Folding.NONE;
        }
    }

    @Override
    public Optional<Finding> problem(TableName table) throws SQLException {
        try (ResultSet found = metaData.getTables(catalog(table), schema(table), pattern(table.table()), null)) {
            return found.next()
                    ? Optional.empty()
                    : Optional.of(Finding.error(Failure.CONFIGURATION, table.toString(), "no such table can be seen")
                            .code("DB-110")
                            .fix("apply the migrations, or name its schema as in schema.table"));
        }
    }

    /**
     * SELECT is tried, on no row. Of the others the driver tells what was granted to whom; a right may come by a role or
     * by owning the table as well, so that its silence is no refusal.
     */
    @Override
    public Optional<Boolean> allows(TableName table, Right right) throws SQLException {
        if (right == Right.SELECT) {
            return Optional.of(readable(table));
        }
        String user = metaData.getUserName();
        try (ResultSet granted = metaData.getTablePrivileges(catalog(table), schema(table), pattern(table.table()))) {
            while (granted.next()) {
                String grantee = granted.getString("GRANTEE");
                boolean ours = "PUBLIC".equalsIgnoreCase(grantee) || (user != null && user.equalsIgnoreCase(grantee));
                if (ours && right.name().equalsIgnoreCase(granted.getString("PRIVILEGE"))) {
                    return Optional.of(true);
                }
            }
        }
        return Optional.empty();
    }

    private boolean readable(TableName table) throws SQLException {
        try {
            session.one("SELECT 1 FROM " + session.sql(table) + " WHERE 1 = 0", row -> true);
            return true;
        } catch (SQLException e) {
            if (SqlFindings.classify(e) == Failure.PERMISSION) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Map<String, String> columns(TableName table) throws SQLException {
        var columns = new LinkedHashMap<String, String>();
        try (ResultSet found = metaData.getColumns(catalog(table), schema(table), pattern(table.table()), null)) {
            while (found.next()) {
                columns.put(found.getString("COLUMN_NAME"), found.getString("TYPE_NAME"));
            }
        }
        return columns;
    }

    @Override
    public TableName.Folding folding() {
        return folding;
    }

    /** What is before the dot, where a database is called catalog and has no schemas, as in MySQL. No pattern. */
    private @Nullable String catalog(TableName table) throws SQLException {
        return schemas || table.schema().isEmpty()
                ? session.connection().getCatalog()
                : TableName.stored(table.schema().get(), folding);
    }

    private @Nullable String schema(TableName table) throws SQLException {
        if (!schemas) {
            return null;
        }
        return table.schema().isEmpty()
                ? session.connection().getSchema()
                : pattern(table.schema().get());
    }

    /** A name is a pattern to the driver: what would be a wildcard is escaped. */
    private String pattern(String identifier) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        String name = TableName.stored(identifier, folding);
        return escape == null || escape.isEmpty()
                ? name
                : name.replace("_", escape + "_").replace("%", escape + "%");
    }
}
