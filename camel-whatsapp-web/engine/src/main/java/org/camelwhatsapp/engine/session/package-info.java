/** One linked device at run time: its mailbox, stanza routing, request correlation and life-cycle. */
@NullMarked
package org.camelwhatsapp.engine.session;

import org.jspecify.annotations.NullMarked;
