package io.muster.validation.database;

import io.muster.lifecycle.Finding;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** What the database says about its tables. */
interface Catalog {
    /** Why the table cannot be named: it or its schema is missing, or the schema is closed to the user; empty when it can. */
    Optional<Finding> problem(TableName table) throws SQLException;

    /** Whether the user may do that with a table that can be named; empty when the database does not tell. */
    Optional<Boolean> allows(TableName table, Right right) throws SQLException;

    /** The columns of a table that can be named, with their types. */
    Map<String, String> columns(TableName table) throws SQLException;

    /** How the database keeps names that were written without quotes. */
    TableName.Folding folding();
}
