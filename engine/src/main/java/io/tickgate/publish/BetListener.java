package io.tickgate.publish;

/**
 * Told of the answer to a bet command, once it stands in the decisions queue. Called on the publish thread: must not block and must
 * not throw; hand over to your own thread.
 */
public interface BetListener {
    /** The command's answer: accepted, refused, or a repetition of an earlier bet. */
    void onBetAnswer(BetAnswer answer);
}
