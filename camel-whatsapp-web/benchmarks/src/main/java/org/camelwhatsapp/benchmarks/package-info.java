/** JMH benchmarks of the engine; run {@code java -jar benchmarks.jar -prof gc}. */
@NullMarked
package org.camelwhatsapp.benchmarks;

import org.jspecify.annotations.NullMarked;
