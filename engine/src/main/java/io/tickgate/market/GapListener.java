package io.tickgate.market;

/** Told, on the market's thread, of the ids that coverage gives up as lost, and of those that it gets back. */
interface GapListener {
    /**
     * Ids are lost, as far as is known.
     *
     * @param firstTradeId first missing id.
     * @param lastTradeId last missing id, or {@code ABSENT} when the venue counts anew and nobody knows.
     * @param timeBeforeEpochNs trade time of the id before, or {@code ABSENT}.
     * @param timeAfterEpochNs trade time of the id after, or {@code ABSENT}.
     */
    void onGapConfirmed(long firstTradeId, long lastTradeId, long timeBeforeEpochNs, long timeAfterEpochNs);

    /**
     * Ids that were told as lost are covered now.
     *
     * @param firstTradeId first of them.
     * @param lastTradeId last of them.
     */
    void onGapFilled(long firstTradeId, long lastTradeId);

    /**
     * Missing ids are no longer remembered as such; nothing below the next covered id is known any more.
     *
     * @param timeAfterEpochNs trade time of the covered id above them, or {@code ABSENT}.
     */
    void onForgotten(long timeAfterEpochNs);

    /**
     * Beside ids that have just been covered lies one that was covered before, or is missing, or is no trade.
     *
     * @param tradeId of the one beside.
     * @param edges with what covers it; valid for the call.
     * @param at number there.
     */
    void onNeighbour(long tradeId, TradeEdges edges, int at);
}
