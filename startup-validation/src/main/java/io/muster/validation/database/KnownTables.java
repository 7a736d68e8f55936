package io.muster.validation.database;

import io.muster.lifecycle.Failure;
import io.muster.lifecycle.Finding;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers during one look what is wrong with which table, so that each thing is looked up and reported once. */
final class KnownTables {
    private final Catalog catalog;
    private final Map<TableName, Optional<Finding>> problems = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    KnownTables(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Why the table cannot be named; empty when it can. Reports nothing. */
    Optional<Finding> problem(TableName table) throws SQLException {
        Optional<Finding> known = problems.get(table);
        if (known == null) {
            known = catalog.problem(table);
            problems.put(table, known);
        }
        return known;
    }

    /** Whether the table can be named; why not is reported the first time. */
    boolean usable(TableName table, Findings findings) throws SQLException {
        Optional<Finding> problem = problem(table);
        if (problem.isPresent() && reported.add(table + " is unusable")) {
            findings.error(problem.get());
        }
        return problem.isEmpty();
    }

    /** Whether the table can be named and used like this; why not is reported the first time. */
    boolean allows(TableName table, Right right, Findings findings) throws SQLException {
        if (!usable(table, findings)) {
            return false;
        }
        Optional<Boolean> allowed = catalog.allows(table, right);
        if (allowed.isEmpty() && reported.add(table + " " + right)) {
            findings.warn("DB-111", table.toString(), "the database does not tell whether the user has " + right, "");
        }
        boolean refused = !allowed.orElse(true);
        if (refused && reported.add(table + " " + right)) {
            findings.error(
                    Failure.PERMISSION,
                    "DB-111",
                    table.toString(),
                    "the user has no right to " + right,
                    "GRANT " + right + " ON " + table + " TO the user");
        }
        return !refused;
    }

    Map<String, String> columns(TableName table) throws SQLException {
        return catalog.columns(table);
    }

    /**
     * Those of these columns that a table which can be named has not. Where names keep the case that they were written in,
     * it does not count unless there are quotes.
     */
    List<String> missing(TableName table, List<String> names) throws SQLException {
        Set<String> there = catalog.columns(table).keySet();
        return names.stream()
                .filter(name -> there.stream().noneMatch(each -> names(name, each)))
                .toList();
    }

    private boolean names(String written, String kept) {
        boolean anyCase = catalog.folding() == TableName.Folding.NONE && !written.startsWith("\"");
        return anyCase ? kept.equalsIgnoreCase(written) : kept.equals(stored(written));
    }

    /** The identifier as the database keeps it. */
    String stored(String identifier) {
        return TableName.stored(identifier, catalog.folding());
    }
}
