package io.tickgate.publish;

/**
 * Told that bets were decided; which ones stand in the {@link BetViews}. Called on the publish thread, once a batch however many it
 * were: must neither block nor throw.
 */
public interface OutcomeListener {
    /** {@link BetViews#outcomesAfter} may have more. */
    void onBetsDecided();
}
