package org.camelwhatsapp.simulator.fault;

/** Where something goes wrong. */
public enum FaultStep {
    /** The client's hello has come; the server's is not sent. */
    BEFORE_SERVER_HELLO,
    /** The server's hello is sent. */
    AFTER_SERVER_HELLO,
    /** A stanza on its way to a client. */
    TO_CLIENT,
    /** A stanza that came from a client. */
    FROM_CLIENT
}
