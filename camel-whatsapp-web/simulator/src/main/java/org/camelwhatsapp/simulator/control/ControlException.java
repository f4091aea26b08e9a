package org.camelwhatsapp.simulator.control;

/** A command that cannot be done as asked: the answer is 400 with this text. */
final class ControlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }
}
