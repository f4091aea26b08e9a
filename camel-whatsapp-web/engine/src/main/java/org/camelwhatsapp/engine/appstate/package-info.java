/** App state: the settings of chats, contacts and labels that own devices share, sealed from the server. */
@NullMarked
package org.camelwhatsapp.engine.appstate;

import org.jspecify.annotations.NullMarked;
