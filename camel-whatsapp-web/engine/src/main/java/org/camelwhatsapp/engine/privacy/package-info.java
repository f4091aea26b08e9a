/** Who sees what of the account, who is blocked, and the timer of new chats. */
@NullMarked
package org.camelwhatsapp.engine.privacy;

import org.jspecify.annotations.NullMarked;
