/**
 * Whether a SQL database can be used: login, identity, tables, rights, rows, extensions, migrations, pool.
 *
 * <p>{@link io.muster.validation.database.DatabaseCheck} is where to begin. The codes of its findings, from {@code DB-100}
 * on, are stable; {@code docs/checks.md} lists them.
 */
@NullMarked
package io.muster.validation.database;

import org.jspecify.annotations.NullMarked;
