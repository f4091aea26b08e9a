package org.camelwhatsapp.engine.event;

/**
 * A part of the phone's history is being taken in.
 *
 * @param type what the part is for: {@code bootstrap}, {@code names}, {@code settings}, {@code status},
 *     {@code on-demand}, {@code recent}, {@code full}
 * @param chunk its number among the parts of its type
 * @param messages how many messages of it are kept so far
 */
public record HistoryProgress(String type, int chunk, long messages) implements Event {}
