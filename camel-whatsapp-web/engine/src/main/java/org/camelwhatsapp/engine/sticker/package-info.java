/** Packs of stickers: made, uploaded and opened. */
@NullMarked
package org.camelwhatsapp.engine.sticker;

import org.jspecify.annotations.NullMarked;
