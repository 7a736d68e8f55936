package io.muster.validation.database;

import java.sql.SQLException;

/** Something that a service needs of its database. Immutable. */
interface Expectation {
    /** What it is about, for people. */
    String subject();

    /** Adds to {@code findings} what is not as expected. A statement that fails is for the caller to report. */
    void verify(Session session, Findings findings) throws SQLException;
}
