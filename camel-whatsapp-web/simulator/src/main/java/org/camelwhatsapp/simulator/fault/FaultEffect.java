package org.camelwhatsapp.simulator.fault;

/** What goes wrong. */
public enum FaultEffect {
    /** The connection is closed; the stanza is neither sent nor handled. */
    CUT,
    /** The connection is closed after half of the stanza's bytes. Only on the way to a client. */
    CUT_INSIDE,
    /** A client's stanza is handled, but the connection is closed before any answer. */
    CUT_BEFORE_ANSWER,
    /** The stanza is lost. */
    DROP,
    /** The stanza comes later; what follows overtakes it. */
    DELAY,
    /** The stanza comes twice. */
    DUPLICATE,
    /** The stanza comes after the next one. */
    REORDER,
    /** The ciphertexts of the stanza are spoilt. Only on the way to a client. */
    CORRUPT,
    /** The ciphertexts of the message are withheld: the client has to ask its own phone. Only on the way to a client. */
    WITHHOLD,
    /** A client's message or request is refused with a number. */
    REFUSE
}
