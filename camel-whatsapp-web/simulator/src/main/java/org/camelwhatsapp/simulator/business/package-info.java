/** Businesses on the server: profiles, catalogues, orders, links that begin a chat, and bots. */
@NullMarked
package org.camelwhatsapp.simulator.business;

import org.jspecify.annotations.NullMarked;
