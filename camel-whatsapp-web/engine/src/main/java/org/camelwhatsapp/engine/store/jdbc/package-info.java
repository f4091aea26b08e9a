/** The store in SQL: one implementation for SQLite and PostgreSQL. */
@NullMarked
package org.camelwhatsapp.engine.store.jdbc;

import org.jspecify.annotations.NullMarked;
