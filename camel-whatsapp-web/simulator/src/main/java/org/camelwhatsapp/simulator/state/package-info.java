/** Accounts, devices, groups: what the server knows. */
@NullMarked
package org.camelwhatsapp.simulator.state;

import org.jspecify.annotations.NullMarked;
