/** Our engine as a process that does what the load test tells it. */
@NullMarked
package org.camelwhatsapp.benchmarks.load.driver;

import org.jspecify.annotations.NullMarked;
