package io.tickgate.proof.chain;

/** Records that a proof needs are no longer in the journal. */
public final class RecordsGoneException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the sequence that is wanted. */
    public RecordsGoneException(long sequence) {
        super("Record " + sequence + " is no longer in the journal.");
    }
}
