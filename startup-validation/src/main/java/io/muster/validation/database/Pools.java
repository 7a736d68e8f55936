package io.muster.validation.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Finds the pool without needing its library. */
final class Pools {
    private static final boolean HIKARI = present("com.zaxxer.hikari.HikariDataSource");

    private Pools() {}

    private static boolean present(String type) {
        try {
            Class.forName(type, false, Pools.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The pool behind {@code source}; null when nothing is known of it. */
    static @Nullable Pool of(DataSource source) throws SQLException {
        return HIKARI ? Pool.of(source) : null;
    }
}
