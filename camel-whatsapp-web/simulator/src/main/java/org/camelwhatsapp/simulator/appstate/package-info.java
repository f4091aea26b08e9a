/** What the devices of an account share besides messages: the server's part and the phone's. */
@NullMarked
package org.camelwhatsapp.simulator.appstate;

import org.jspecify.annotations.NullMarked;
