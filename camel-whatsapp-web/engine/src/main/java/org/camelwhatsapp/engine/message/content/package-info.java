/** What a message can say, as sealed types; the same types go in and come out. */
@NullMarked
package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.NullMarked;
