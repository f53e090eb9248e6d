package io.tickgate.market;

import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.SourceReason;
import io.tickgate.record.StreamStanding;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is shown of one instrument from its streams. Made anew when the definitions of the instrument change; what it shows is
 * carried over. It decides nothing else: gates and bets hang on the settlement stream alone, which it only reads.
 */
abstract class Source {
    final int instrumentId;
    final SourceRule rule;
    /** In order of preference; not empty. */
    final Stream[] streams;

    final HealthThresholds thresholds;
    /** What is shown. */
    final PriceChangedFlyweight row;

    private final UnsafeBuffer rowBuffer = new UnsafeBuffer(ByteBuffer.allocateDirect(PriceChangedFlyweight.LENGTH));
    private final DecisionWriter decisions;

    Source(
            int instrumentId,
            SourceRule rule,
            Stream[] streams,
            @Nullable PriceChangedFlyweight shownBefore,
            HealthThresholds thresholds,
            DecisionWriter decisions) {
        this.instrumentId = instrumentId;
        this.rule = rule;
        this.streams = streams;
        this.thresholds = thresholds;
        this.decisions = decisions;
        row = new PriceChangedFlyweight().wrap(rowBuffer).begin(instrumentId);
        if (shownBefore != null) {
            row.copyOf(shownBefore);
        }
    }

    /**
     * Judges what is to be shown now, and shows it if it is another thing.
     *
     * @param about the stream whose tick or health is the occasion, null for another one.
     * @param nowEpochNs market time.
     */
    final void judge(@Nullable Stream about, long nowEpochNs) {
        boolean isOther = choose(nowEpochNs);
        if (isOther || (about != null && isShown(about))) {
            show(nowEpochNs);
        }
        for (int i = 0; i < streams.length; i++) {
            tellStanding(streams[i], standing(i), streams[i] == about, nowEpochNs);
        }
    }

    /** Shows all, after the definitions have changed. */
    final void begin(long nowEpochNs) {
        choose(nowEpochNs);
        show(nowEpochNs);
        for (int i = 0; i < streams.length; i++) {
            tellStanding(streams[i], standing(i), true, nowEpochNs);
        }
    }

    private void show(long nowEpochNs) {
        fill(nowEpochNs);
        decisions.priceChanged(row, rowBuffer, nowEpochNs);
    }

    private void tellStanding(Stream stream, StreamStanding standing, boolean isTold, long nowEpochNs) {
        StreamPrice price = stream.price;
        int weight = isShown(stream) ? 1 : 0;
        boolean isOther = price.standing != standing || price.weight != weight;
        price.standing = standing;
        price.weight = weight;
        if ((isOther || isTold) && streams.length > 1) {
            decisions.streamPriceChanged(stream, nowEpochNs);
        }
    }

    final void tellChange(int fromStreamId, int toStreamId, SourceReason reason, long nowEpochNs) {
        decisions.sourceChanged(instrumentId, rule.mode(), fromStreamId, toStreamId, reason, nowEpochNs);
    }

    /** Neither critical nor unknown; a recovering stream lives, and what is shown of it says that it recovers. */
    static boolean isLive(Stream stream) {
        return stream.health.state() != HealthState.CRITICAL;
    }

    /** Chooses what is shown; returns whether that is other than before. */
    abstract boolean choose(long nowEpochNs);

    /** Whether what is shown is made from the stream. */
    abstract boolean isShown(Stream stream);

    /** Brings the row up to date. */
    abstract void fill(long nowEpochNs);

    /** What the stream of an index counts for now. */
    abstract StreamStanding standing(int index);

    /** Stream that is shown, 0 for a composite. */
    abstract int shownStreamId();

    /** Market time at which another choice may be due without any record; {@link DeadlineHeap#NONE} when there is none. */
    abstract long nextDeadline(long nowEpochNs);

    /** Adds what {@link StreamPrice} does not hold. */
    void save(StateWriter state) {
        rule.save(state);
        state.add(streams.length);
        for (Stream stream : streams) {
            state.add(stream.streamId);
        }
        state.add(rowBuffer, 0, PriceChangedFlyweight.LENGTH);
    }

    /** What {@link #save} wrote after rule and streams. */
    void restore(StateReader state) {
        state.nextBytes(rowBuffer, 0, PriceChangedFlyweight.LENGTH);
    }

    /** Puts out again what is shown, as it was put out last, and what each of several streams says. */
    final void tellAll(long nowEpochNs) {
        if (row.sequence() > 0) {
            decisions.again(rowBuffer, PriceChangedFlyweight.LENGTH);
        }
        for (int i = 0; i < streams.length && streams.length > 1; i++) {
            decisions.streamPriceChanged(streams[i], nowEpochNs);
        }
    }
}
