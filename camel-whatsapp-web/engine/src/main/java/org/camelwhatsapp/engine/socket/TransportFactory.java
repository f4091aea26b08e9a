package org.camelwhatsapp.engine.socket;

/** Opens transports. Thread-safe. */
@FunctionalInterface
public interface TransportFactory {
    /** Starts to connect and returns at once. */
    Transport open(TransportRequest request, TransportListener listener);
}
