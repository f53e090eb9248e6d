package io.tickgate.proof.receipt;

import org.jspecify.annotations.Nullable;

/**
 * A receipt, or why there is none. Immutable.
 *
 * @param status what it is.
 * @param json the receipt, null otherwise; not to be written.
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceiptAnswer(Status status, byte @Nullable [] json) {
    /** What an answer is. */
    public enum Status {
        /** A receipt. */
        READY,
        /** The bet is open. */
        UNDECIDED,
        /** No head covers the decision yet; within a minute one will. */
        NO_HEAD_YET,
        /** The history has not come to the decision yet. */
        NO_HISTORY_YET,
        /** The journal does not reach back that far any more. */
        GONE,
        /** The history does not hold the trades of the window any more, or never did. */
        HISTORY_GONE,
        /** Trades of the window are stored and cannot be read. */
        HISTORY_DAMAGED,
        /** More raw records than a bundle holds. */
        BUNDLE_TOO_LARGE
    }

    static ReceiptAnswer of(Status status) {
        return new ReceiptAnswer(status, null);
    }
}
