package io.tickgate.proof;

import io.tickgate.history.QueryDeadline;
import io.tickgate.proof.acceptance.AcceptanceListener;
import io.tickgate.proof.receipt.ReceiptAnswer;
import io.tickgate.publish.BetView;

/** What a gateway may ask of proofs. Any thread. */
public interface Proofs {
    /** Most heads of one answer: some 70 KB. */
    int HEADS_MAX = 100;

    /** Of an engine that makes none: no acceptance, no receipt, no head, no key. */
    Proofs NONE = new Proofs() {
        @Override
        public boolean offer(BetView bet, AcceptanceListener listener) {
            return false;
        }

        @Override
        public ReceiptAnswer receipt(BetView bet, boolean isBundled, QueryDeadline deadline) {
            ReceiptAnswer.Status status =
                    bet.outcome() == null ? ReceiptAnswer.Status.UNDECIDED : ReceiptAnswer.Status.NO_HEAD_YET;
            return new ReceiptAnswer(status, null);
        }

        @Override
        public String heads(long from, int limit) {
            return "{\"heads\":[]}";
        }

        @Override
        public String keys() {
            return "{\"keys\":[],\"type\":\"tickgate-keys-1\"}";
        }
    };

    /**
     * Asks for the signed acceptance of a bet; never waits.
     *
     * @return whether the listener will be told; if not, answer without it: the bet stands all the same.
     */
    boolean offer(BetView bet, AcceptanceListener listener);

    /**
     * Makes a receipt; reads the disk, so not on a thread that others wait for.
     *
     * @param bet whose.
     * @param isBundled whether the window's raw records come with it.
     * @param deadline until when.
     * @throws QueryDeadline.QueryTooLongException when it takes too long.
     */
    ReceiptAnswer receipt(BetView bet, boolean isBundled, QueryDeadline deadline);

    /**
     * Heads as one JSON object, and the number of the next one; reads the disk.
     *
     * @param from number of the first.
     * @param limit at most so many, 1 to {@link #HEADS_MAX}.
     */
    String heads(long from, int limit);

    /** All public keys as one JSON object in the canonical form. */
    String keys();
}
