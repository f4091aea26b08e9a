package org.camelwhatsapp.engine.session;

/**
 * How full the bounded parts of a session are.
 *
 * @param mailbox tasks that wait, of 65,536
 * @param requests requests without an answer, of 8,192
 * @param events events that wait for the listeners, of 4,096
 */
public record SessionSizes(int mailbox, int requests, int events) {}
