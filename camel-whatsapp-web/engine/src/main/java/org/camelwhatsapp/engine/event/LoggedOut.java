package org.camelwhatsapp.engine.event;

/**
 * This device is no longer linked; its credentials are void.
 *
 * @param requested whether it was asked for here
 * @param code the server's number, or 0
 * @param reason a sentence for people
 */
public record LoggedOut(boolean requested, int code, String reason) implements Event {}
