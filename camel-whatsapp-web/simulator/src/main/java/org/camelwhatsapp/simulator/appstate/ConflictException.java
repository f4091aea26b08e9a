package org.camelwhatsapp.simulator.appstate;

/** Another device was faster. */
final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConflictException() {
        super("the version is not the current one");
    }
}
