/** Where the pairs of number and LID come from that nobody asked for. */
@NullMarked
package org.camelwhatsapp.engine.address;

import org.jspecify.annotations.NullMarked;
