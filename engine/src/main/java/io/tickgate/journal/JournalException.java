package io.tickgate.journal;

/** The journal cannot be used as it is. The message is for the operator: what is wrong, where, and what to do. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the operator. */
    public JournalException(String message) {
        super(message);
    }

    /** With a sentence for the operator and what lies behind it. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
