package org.camelwhatsapp.interop.node;

/** Node, npm or the clients are not there and could not be installed. */
public final class NodeMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NodeMissingException(String message) {
        super(message);
    }
}
