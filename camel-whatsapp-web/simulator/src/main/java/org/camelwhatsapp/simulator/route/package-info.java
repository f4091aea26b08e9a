/** Messages, receipts and notifications on their way to devices. */
@NullMarked
package org.camelwhatsapp.simulator.route;

import org.jspecify.annotations.NullMarked;
