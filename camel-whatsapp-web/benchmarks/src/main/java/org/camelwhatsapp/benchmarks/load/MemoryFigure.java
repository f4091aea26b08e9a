package org.camelwhatsapp.benchmarks.load;

/**
 * The memory of a process.
 *
 * @param heapBytes what the heap holds after a collection; on Node with what is kept outside it
 * @param residentBytes what the system gives it, zero if unknown
 */
record MemoryFigure(long heapBytes, long residentBytes) {}
