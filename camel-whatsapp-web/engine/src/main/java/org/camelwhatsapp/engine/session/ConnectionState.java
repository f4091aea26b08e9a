package org.camelwhatsapp.engine.session;

/** Where a session stands. The table of edges is in {@code ConnectionStateMachine}. */
public enum ConnectionState {
    /** Not started, or stopped on request. */
    STOPPED,
    /** Opening the socket and shaking hands. */
    CONNECTING,
    /** Connected without credentials: a QR or phone code is shown. */
    PAIRING,
    /** Logged in, preparing: keys, offline queue. */
    LOGGING_IN,
    /** Ready for sends. */
    READY,
    /** Waiting before the next try. */
    BACKING_OFF,
    /** All pairing codes were used up. Ends until started again. */
    PAIRING_EXPIRED,
    /** The same device connected elsewhere. Ends until started again. */
    REPLACED,
    /** The phone removed this device, or the account is locked. The credentials are void. Ends. */
    LOGGED_OUT,
    /** Banned for a time; the reason says until when. Ends until started again. */
    TEMPORARILY_BANNED,
    /** The server refuses this client version: raise the configured version. Ends until started again. */
    VERSION_REFUSED,
    /**
     * The server or the certificate cannot be accepted, or the store failed. Ends until started again, except that a client
     * whose disk is full or whose database does not answer opens the session again by itself.
     */
    FAILED
}
