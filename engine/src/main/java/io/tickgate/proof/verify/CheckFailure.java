package io.tickgate.proof.verify;

/** A check does not hold. The message says what and where. */
final class CheckFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CheckFailure(String message) {
        super(message);
    }

    /** Fails unless a condition holds. */
    static void unless(boolean holds, String otherwise) throws CheckFailure {
        if (!holds) {
            throw new CheckFailure(otherwise);
        }
    }
}
