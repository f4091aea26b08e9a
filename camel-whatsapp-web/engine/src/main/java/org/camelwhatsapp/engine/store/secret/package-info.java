/** Secrets at rest: a passphrase opens data keys, data keys encrypt single records. Knows no database. */
@NullMarked
package org.camelwhatsapp.engine.store.secret;

import org.jspecify.annotations.NullMarked;
