package io.tickgate.market;

import io.tickgate.record.GateReason;
import io.tickgate.record.MarketFlyweight;

/** One market: its rule as defined last, its gate, and what its open bets sum up to. */
final class Gate {
    final int marketId;
    final MarketFlyweight rule = new MarketFlyweight();
    final Stream stream;
    private GateReason reason = GateReason.MARKET_RETIRED;
    private long sinceEpochNs;
    private long opensEpochNs;
    private boolean isKnown;
    long openBets;
    long openStakeMinor;

    Gate(int marketId, Stream stream) {
        this.marketId = marketId;
        this.stream = stream;
    }

    GateReason reason() {
        return reason;
    }

    long sinceEpochNs() {
        return sinceEpochNs;
    }

    /** When it can open at the earliest, 0 when not known. */
    long opensEpochNs() {
        return opensEpochNs;
    }

    /**
     * Judges the gate.
     *
     * @param conditions of the node that hold, one bit a reason code.
     * @param nowEpochNs market time.
     * @return whether anything changed.
     */
    boolean judge(int conditions, long nowEpochNs) {
        GateReason newReason = reasonNow(conditions);
        long newOpens = newReason == GateReason.PRICE_FEED_STALE ? stream.health.recoveryEndsEpochNs() : 0;
        boolean isChanged = !isKnown || newReason != reason || newOpens != opensEpochNs;
        if (!isKnown || newReason != reason) {
            sinceEpochNs = nowEpochNs;
        }
        isKnown = true;
        reason = newReason;
        opensEpochNs = newOpens;
        return isChanged;
    }

    private GateReason reasonNow(int conditions) {
        if (rule.isRetired()) {
            return GateReason.MARKET_RETIRED;
        }
        if (conditions != 0) {
            return GateReason.of(Integer.numberOfTrailingZeros(conditions));
        }
        if (stream.health.state().isStale()) {
            return GateReason.PRICE_FEED_STALE;
        }
        return stream.coverage.isOpen() ? GateReason.SETTLEMENT_COVERAGE : GateReason.OPEN;
    }

    void save(StateWriter state) {
        state.add(marketId)
                .add(reason.code())
                .add(sinceEpochNs)
                .add(opensEpochNs)
                .add(isKnown)
                .add(openBets)
                .add(openStakeMinor);
    }

    void restore(StateReader state) {
        state.expect(marketId, "market");
        reason = GateReason.of(state.nextInt());
        sinceEpochNs = state.nextLong();
        opensEpochNs = state.nextLong();
        isKnown = state.nextBoolean();
        openBets = state.nextLong();
        openStakeMinor = state.nextLong();
    }

    /** Whether it was judged, and so told of, since the market was defined. */
    boolean isKnown() {
        return isKnown;
    }
}
