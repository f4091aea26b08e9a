package org.camelwhatsapp.engine.event;

/**
 * A part of the phone's history could not be taken in.
 *
 * @param type what the part is for, see {@link HistoryProgress#type}
 * @param chunk its number among the parts of its type
 * @param code the stable code of the failure, see {@code docs/errors.md}
 * @param willRetry whether it is tried again later
 */
public record HistoryFailed(String type, int chunk, String code, boolean willRetry) implements Event {}
