package io.tickgate.cli;

/** A command cannot go on because the world is not as it should be. The message is one sentence for the operator. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
