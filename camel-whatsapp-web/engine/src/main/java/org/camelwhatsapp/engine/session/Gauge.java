package org.camelwhatsapp.engine.session;

/**
 * How full something bounded is.
 *
 * @param name what it is, in words with dots, such as {@code message.underWay}; stays the same between versions
 * @param size what is in it now
 * @param capacity what goes in at most; its owner's documentation says what happens then
 */
public record Gauge(String name, long size, long capacity) {}
