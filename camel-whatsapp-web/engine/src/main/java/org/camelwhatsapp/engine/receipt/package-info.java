/** Receipts, in and out. */
@NullMarked
package org.camelwhatsapp.engine.receipt;

import org.jspecify.annotations.NullMarked;
