/** Settings of chats and marks on messages, shared by the devices of the account. */
@NullMarked
package org.camelwhatsapp.engine.chat;

import org.jspecify.annotations.NullMarked;
