package org.camelwhatsapp.benchmarks.load;

/**
 * How much is sent.
 *
 * @param messages how many
 * @param window how many of them at most wait for their end at a time
 */
record Volume(int messages, int window) {}
