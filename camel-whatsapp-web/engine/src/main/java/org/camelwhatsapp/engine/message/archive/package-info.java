/** The durable record of chats, messages and names: how traffic feeds it, and how it is asked. */
@NullMarked
package org.camelwhatsapp.engine.message.archive;

import org.jspecify.annotations.NullMarked;
