package org.camelwhatsapp.engine.session;

/** Opens links. Thread-safe. */
@FunctionalInterface
public interface LinkFactory {
    /** Starts to connect and returns at once; everything else comes through the listener. */
    void open(LinkRequest request, LinkListener listener);
}
