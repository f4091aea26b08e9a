/** Businesses: profiles, verified names, catalogues, orders, links that begin a chat, and bots. */
@NullMarked
package org.camelwhatsapp.engine.business;

import org.jspecify.annotations.NullMarked;
