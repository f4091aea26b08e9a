/** Secrets at rest: the data key, wrapped by a passphrase, and the box that seals values with it. */
@NullMarked
package org.camelwhatsapp.engine.store.secret;

import org.jspecify.annotations.NullMarked;
