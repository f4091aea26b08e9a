package org.camelwhatsapp.engine.socket;

/** One WebSocket, opening, open or closed. Thread-safe. */
public interface Transport {
    /**
     * Sends one binary message; messages leave in the order of the calls. Does nothing once closed. When the server does not
     * read and too much has gathered, the transport closes with a {@link TransportException}.
     *
     * @param message owned by the transport from now on
     */
    void send(byte[] message);

    /** Stops reading; what was already read is still delivered. */
    void pause();

    void resume();

    /** Closes, also while opening. {@link TransportListener#onClosed} follows within seconds. */
    void close();

    /** How many bytes were given to {@link #send} and are not yet with the operating system. */
    long pendingBytes();
}
