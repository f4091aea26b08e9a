/** The history that the phone sends to a newly linked device, and on request: read as a stream, kept in the archive. */
@NullMarked
package org.camelwhatsapp.engine.history;

import org.jspecify.annotations.NullMarked;
