/** The same history read by several clients. */
@NullMarked
package org.camelwhatsapp.benchmarks.history;

import org.jspecify.annotations.NullMarked;
