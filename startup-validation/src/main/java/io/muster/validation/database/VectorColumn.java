package io.muster.validation.database;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A column of pgvector must take vectors of this dimension: those that the embedding model makes. */
record VectorColumn(TableName table, String column, int dimension) implements Expectation {
    private static final Pattern TYPE = Pattern.compile("(?:.*\\.)?(?:vector|halfvec|sparsevec)(?:\\((\\d+)\\))?");

    @Override
    public String subject() {
        return table + "." + column;
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        KnownTables tables = session.tables();
        if (!tables.usable(table, findings)) {
            return;
        }
        @Nullable String type = tables.columns(table).get(tables.stored(column));
        if (type == null) {
            findings.wrong("DB-113", subject(), "there is no such column", "apply the migrations");
            return;
        }
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            findings.wrong(
                    "DB-145",
                    subject(),
                    "is " + type + " and not a vector",
                    "migrate the column to vector(" + dimension + ")");
        } else if (matcher.group(1) == null) {
            findings.warn(
                    "DB-145",
                    subject(),
                    "takes vectors of any dimension, so that nothing keeps wrong ones out",
                    "declare it as vector(" + dimension + ")");
        } else if (Integer.parseInt(matcher.group(1)) != dimension) {
            findings.wrong(
                    "DB-145",
                    subject(),
                    "takes vectors of " + matcher.group(1) + " dimensions, and the service makes " + dimension,
                    "configure the embedding model that the data was made with, or migrate the column and embed again");
        }
    }
}
