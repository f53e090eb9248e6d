package io.tickgate.proof.keys;

/** Keys or proofs cannot be used as they are. The message is one sentence for the operator, without any secret. */
public final class ProofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for the operator. */
    public ProofException(String message) {
        super(message);
    }

    /** With a sentence for the operator and what lies behind it. */
    public ProofException(String message, Throwable cause) {
        super(message, cause);
    }
}
