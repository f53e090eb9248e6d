package io.tickgate.market;

import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.StreamStanding;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one stream says of its instrument's price, and what it counts for in what is shown. Nothing here is read by a gate or a bet.
 */
final class StreamPrice {
    /** Newest trade (or price, where there are none), best bid and offer, health: as it is shown when this stream alone is. */
    final PriceChangedFlyweight row = new PriceChangedFlyweight();
    /** What decides whether it is shown; null while it is the only one its instrument ever had. */
    @Nullable
    Source source;
    /** Whether it is shown as it stands, without a {@link Source}. */
    boolean isShownAlone;
    /** Between the restoring of streams and that of sources: whether {@link #source} is the one of its instrument. */
    boolean isChosenFrom;

    int priority;
    int content;
    boolean isRetired;

    long polledPriceE8;
    long polledBidE8;
    long polledAskE8;
    long polledReceivedEpochNs;
    long polledSequence;

    /** Quotes whose bid was not below their ask. */
    long crossedQuotes;
    /** Quotes received before are of a connection that is gone. */
    long quotesFromEpochNs;
    /** Silence counts from here at the earliest: nobody can be silent before being defined, or while the engine was down. */
    long silentFromEpochNs;
    /** When another one was preferred last. */
    long leftEpochNs;
    /** Beyond the deviation limit, and not yet back below half of it. */
    boolean isOutlier;

    /** 1 when what is shown is made from it. */
    int weight;

    StreamStanding standing = StreamStanding.NO_PRICE;

    StreamPrice(int streamId, int instrumentId) {
        // Off the heap as all records are: a mixture costs each tick more than the row itself.
        row.wrap(new UnsafeBuffer(ByteBuffer.allocateDirect(PriceChangedFlyweight.LENGTH)))
                .begin(instrumentId)
                .streamId(streamId)
                .healthCode(HealthState.CRITICAL.code())
                .bidStreamId(streamId)
                .askStreamId(streamId);
    }

    /** Brings the row's health up to date. */
    void showHealth(StreamHealth health) {
        row.healthCode(health.state().code())
                .healthSinceEpochNs(health.sinceEpochNs())
                .recoveryEndsEpochNs(health.recoveryEndsEpochNs())
                .refreshedEpochNs(health.refreshedEpochNs());
    }

    /** After each quote. */
    void countIfCrossed() {
        crossedQuotes += isQuoteCrossed() ? 1 : 0;
    }

    boolean isQuoteCrossed() {
        return row.bidPriceE8() > 0 && row.askPriceE8() > 0 && row.bidPriceE8() >= row.askPriceE8();
    }

    /**
     * Whether the quote can be part of a composite price: both sides, not crossed, of the connection that lives, and not more than
     * {@code health.critical} older than the stream's newest tick, so that it does not stand when trades go on and quotes stop.
     */
    boolean isQuoteUsable(HealthThresholds thresholds) {
        return row.bidPriceE8() > 0
                && row.askPriceE8() > row.bidPriceE8()
                && row.quoteReceivedEpochNs() >= quotesFromEpochNs
                && row.refreshedEpochNs() - row.quoteReceivedEpochNs() <= thresholds.criticalNs;
    }

    /** As {@link #isQuoteUsable}, for the newest trade or price. */
    boolean isPriceUsable(HealthThresholds thresholds) {
        return row.priceE8() > 0 && row.refreshedEpochNs() - row.receivedEpochNs() <= thresholds.criticalNs;
    }

    void save(StateWriter state) {
        state.add(row.buffer(), 0, PriceChangedFlyweight.LENGTH)
                .add(isShownAlone)
                .add(source != null);
        state.add(polledPriceE8)
                .add(polledBidE8)
                .add(polledAskE8)
                .add(polledReceivedEpochNs)
                .add(polledSequence);
        state.add(crossedQuotes)
                .add(quotesFromEpochNs)
                .add(silentFromEpochNs)
                .add(leftEpochNs)
                .add(isOutlier)
                .add(standing.code())
                .add(weight);
    }

    /** All but what follows from the stream's definition and {@link #source}, which {@link Sources} restores. */
    void restore(StateReader state) {
        state.nextBytes((MutableDirectBuffer) row.buffer(), 0, PriceChangedFlyweight.LENGTH);
        isShownAlone = state.nextBoolean();
        isChosenFrom = state.nextBoolean();
        polledPriceE8 = state.nextLong();
        polledBidE8 = state.nextLong();
        polledAskE8 = state.nextLong();
        polledReceivedEpochNs = state.nextLong();
        polledSequence = state.nextLong();
        crossedQuotes = state.nextLong();
        quotesFromEpochNs = state.nextLong();
        silentFromEpochNs = state.nextLong();
        leftEpochNs = state.nextLong();
        isOutlier = state.nextBoolean();
        standing = StreamStanding.of(state.nextInt());
        weight = state.nextInt();
    }
}
