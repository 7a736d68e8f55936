/**
 * Whether a SQL database can be used: login, tables, rights, rows, pool.
 *
 * <p>The codes of its findings are stable: {@code DB-100} unreachable, {@code DB-101} credentials refused, {@code DB-102}
 * other failure of the login, {@code DB-110} table missing, {@code DB-111} no right to a table, {@code DB-112} too few
 * rows.
 */
@NullMarked
package io.muster.validation.database;

import org.jspecify.annotations.NullMarked;
