package io.muster.validation.database;

/** What a user may be allowed to do with a table. */
public enum Right {
    /** Read its rows. */
    SELECT,
    /** Add rows. */
    INSERT,
    /** Change rows. */
    UPDATE,
    /** Remove rows. */
    DELETE
}
