package io.tickgate.proof.canonical;

/** A text is not in the canonical form, or lacks what it must have. The message says where and why. */
public final class NotCanonicalException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a sentence. */
    public NotCanonicalException(String message) {
        super(message);
    }
}
