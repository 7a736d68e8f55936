package io.muster.validation.database;

import java.sql.SQLException;

/** Tells a primary from a replica and from what is read-only, and fails on those when the service writes. */
record Standing(boolean writes) implements Expectation {
    private static final String POSTGRES =
            "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only') = 'on'";

    private record Answer(boolean replica, boolean readOnly) {}

    @Override
    public String subject() {
        return "database";
    }

    @Override
    public void verify(Session session, Findings findings) throws SQLException {
        boolean handedOver = session.handedOverReadOnly();
        Answer answer = session.postgres()
                ? session.one(POSTGRES, row -> new Answer(row.getBoolean(1), handedOver || row.getBoolean(2)))
                        .orElseThrow()
                : new Answer(false, handedOver);
        if (answer.replica()) {
            findings.fact("replica", true);
        } else if (answer.readOnly()) {
            findings.fact("read_only", true);
        }
        if (writes && answer.replica()) {
            findings.wrong(
                    "DB-130",
                    subject(),
                    "is a replica, which takes no writes",
                    "connect to the primary; with several hosts in the URL, add targetServerType=primary");
        } else if (writes && answer.readOnly()) {
            findings.wrong(
                    "DB-130",
                    subject(),
                    "its transactions are read-only",
                    "look for default_transaction_read_only on the server, the database and the role, and for readOnly on"
                            + " the pool");
        } else if (writes && !session.postgres()) {
            findings.warn("DB-109", subject(), "whether it is a replica: " + session.product() + " is not asked", "");
        }
    }
}
