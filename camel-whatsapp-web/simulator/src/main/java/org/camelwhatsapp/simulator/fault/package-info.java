/** What can be made to go wrong, by step of the protocol. */
@NullMarked
package org.camelwhatsapp.simulator.fault;

import org.jspecify.annotations.NullMarked;
