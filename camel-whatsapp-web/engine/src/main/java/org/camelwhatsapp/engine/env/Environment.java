package org.camelwhatsapp.engine.env;

import java.time.InstantSource;

/**
 * Everything a session takes from outside itself except its sockets and its store. Handed in, so that a whole session
 * can be run again from a seed.
 *
 * @param time the wall clock
 * @param random the source of keys, ids and jitter
 * @param scheduling the threads
 */
public record Environment(InstantSource time, RandomSource random, Scheduling scheduling) {}
