/**
 * The store in a relational database: one implementation, the same statements for SQLite and PostgreSQL.
 *
 * <p>Commits queue up in lanes ({@link org.camelwhatsapp.engine.store.jdbc.CommitLane}); each lane writes what waits in
 * one database transaction. Ownership of a session is an epoch in its row, checked in every one of them.
 */
@NullMarked
package org.camelwhatsapp.engine.store.jdbc;

import org.jspecify.annotations.NullMarked;
