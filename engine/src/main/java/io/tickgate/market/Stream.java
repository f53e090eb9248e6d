package io.tickgate.market;

import io.tickgate.record.RecordFlyweight;
import org.jspecify.annotations.Nullable;

/** One stream (venue symbol of an instrument) as the market sees it: health, coverage, newest trade. */
final class Stream {
    final int streamId;
    final int venueId;
    final int instrumentId;
    final StreamHealth health = new StreamHealth();
    final TradeCoverage coverage = new TradeCoverage();
    final Completeness completeness = new Completeness();
    final DeliveringConnections delivering = new DeliveringConnections();
    final StreamWatermark watermark = new StreamWatermark();
    /** What it says of the price, and what that counts for. */
    final StreamPrice price;
    /** Held only where a market wants quotes checked. */
    @Nullable
    RecentTrades recentTrades;
    /** The markets that this stream settles. */
    Gate[] gates = {};
    /** The bets that it settles, by their rules. */
    RuleBets[] bets = {};

    long trades;
    long quotes;
    long duplicates;
    long quarantined;
    long gaps;
    long tradesLost;
    long tradesFilled;
    long backFilled;
    /** What is set as the deadline of {@link #coverage}; follows from it. */
    long coverageDeadline = DeadlineHeap.NONE;
    /** What was told of coverage last. */
    boolean isToldOpen = true;

    long toldMissing;
    /** Counts what may have changed in what is known of its trades; follows from nothing but the calls, and is not saved. */
    int coverageVersion;
    /** Market time at which it was, 0 when it never was. */
    long toldEpochNs;

    /** Id from which on the venue counted anew, {@link RecordFlyweight#ABSENT} when it never did: a gap that nobody can fill. */
    long resetFromId = RecordFlyweight.ABSENT;

    long resetTimeBeforeEpochNs;
    long resetTimeAfterEpochNs;
    long resetEpochNs;

    long newestUpdateId = Long.MIN_VALUE;
    /** Greatest trade time seen, whether or not its trade refreshed anything. */
    long newestTradeTimeEpochNs;
    /** Whether the newest dated tick of the connection refreshed; ticks without a venue time take its verdict. */
    boolean isDatedFresh;

    /** Newest refreshing trade: what a bet is held against. */
    long referenceSequence;

    long referenceTradeId;
    long referencePriceE8;
    long referenceTradeTimeEpochNs;

    Stream(int streamId, int venueId, int instrumentId) {
        this.streamId = streamId;
        this.venueId = venueId;
        this.instrumentId = instrumentId;
        price = new StreamPrice(streamId, instrumentId);
    }

    /** Differs from the last time when what is missing, or proves nothing, has changed: windows may be decided otherwise than before. */
    int coverageChanges() {
        // Both only count up.
        return coverage.missing().changes() + completeness.changes();
    }

    /** Ids of confirmed gaps that have not come. */
    long tradesMissing() {
        return tradesLost - tradesFilled;
    }

    void save(StateWriter state) {
        state.add(streamId)
                .add(trades)
                .add(quotes)
                .add(duplicates)
                .add(quarantined)
                .add(gaps)
                .add(tradesLost)
                .add(tradesFilled)
                .add(backFilled);
        state.add(newestUpdateId).add(newestTradeTimeEpochNs).add(isDatedFresh);
        state.add(referenceSequence).add(referenceTradeId).add(referencePriceE8).add(referenceTradeTimeEpochNs);
        health.save(state);
        coverage.save(state);
        completeness.save(state);
        delivering.save(state);
        watermark.save(state);
        state.add(isToldOpen).add(toldMissing).add(toldEpochNs);
        state.add(resetFromId)
                .add(resetTimeBeforeEpochNs)
                .add(resetTimeAfterEpochNs)
                .add(resetEpochNs);
        price.save(state);
    }

    void restore(StateReader state) {
        state.expect(streamId, "stream");
        trades = state.nextLong();
        quotes = state.nextLong();
        duplicates = state.nextLong();
        quarantined = state.nextLong();
        gaps = state.nextLong();
        tradesLost = state.nextLong();
        tradesFilled = state.nextLong();
        backFilled = state.nextLong();
        newestUpdateId = state.nextLong();
        newestTradeTimeEpochNs = state.nextLong();
        isDatedFresh = state.nextBoolean();
        referenceSequence = state.nextLong();
        referenceTradeId = state.nextLong();
        referencePriceE8 = state.nextLong();
        referenceTradeTimeEpochNs = state.nextLong();
        health.restore(state);
        coverage.restore(state);
        completeness.restore(state);
        delivering.restore(state);
        watermark.restore(state);
        isToldOpen = state.nextBoolean();
        toldMissing = state.nextLong();
        toldEpochNs = state.nextLong();
        resetFromId = state.nextLong();
        resetTimeBeforeEpochNs = state.nextLong();
        resetTimeAfterEpochNs = state.nextLong();
        resetEpochNs = state.nextLong();
        price.restore(state);
    }
}
