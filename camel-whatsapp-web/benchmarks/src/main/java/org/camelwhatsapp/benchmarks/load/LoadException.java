package org.camelwhatsapp.benchmarks.load;

/** The load test cannot go on: a process refused, ended or did not answer. */
final class LoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LoadException(String message, Throwable cause) {
        super(message, cause);
    }

    LoadException(String message) {
        super(message);
    }
}
