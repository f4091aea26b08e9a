/** What an engine keeps: small interfaces by domain, every write inside a transaction. */
@NullMarked
package org.camelwhatsapp.engine.store;

import org.jspecify.annotations.NullMarked;
