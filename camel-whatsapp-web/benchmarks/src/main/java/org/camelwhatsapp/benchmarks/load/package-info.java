/**
 * The load test: our engine and independent clients do the same work with the same simulator, each in a process of its
 * own, and what it costs them is compared.
 */
@NullMarked
package org.camelwhatsapp.benchmarks.load;

import org.jspecify.annotations.NullMarked;
