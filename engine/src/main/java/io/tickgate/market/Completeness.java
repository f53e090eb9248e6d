package io.tickgate.market;

import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.WatermarkFlyweight;

/**
 * Of what time a stream's trades are known, the missing ids apart: since when, until when, and at which times something came that proves
 * nothing. It only ever gets more careful about the past.
 *
 * <pre>
 *       unknown      since                      doubtful                     traded, silent
 *   ───────────────────│───────────────────────────×─────────────────────────────│──────────►
 * </pre>
 */
final class Completeness {
    private final DoubtfulTimes rounded = new DoubtfulTimes();
    private final DoubtfulTimes aggregates = new DoubtfulTimes();
    private long sinceEpochNs = RecordFlyweight.ABSENT;
    private boolean isSinceReset;
    private boolean isSinceForgotten;
    /** Nothing is known until the next trade comes, nor what happened before it. */
    private boolean isAwaited;

    private long tradedEpochNs = RecordFlyweight.ABSENT;
    private long tradedId = RecordFlyweight.ABSENT;
    private long tradedSequence;
    private long silentEpochNs = RecordFlyweight.ABSENT;
    private long silentId = RecordFlyweight.ABSENT;
    private int silentSource;
    private long silentSequence;
    /** Counts what may keep windows from being decided, or let them be; follows from the rest. */
    private int changes;

    /** The venue began to count anew: with a trade of that time, or, as a watermark says, with one that is to come. */
    void onReset(long timeEpochNs) {
        isSinceReset = true;
        isSinceForgotten = false;
        since(Math.max(sinceEpochNs, Math.max(tradedEpochNs, silentEpochNs)));
        onForgottenBelow(timeEpochNs);
    }

    /** What was missing below a covered trade is no longer remembered; of {@code ABSENT} time, below one that is to come. */
    void onForgotten(long timeAfterEpochNs) {
        isSinceForgotten = true;
        isSinceReset = false;
        onForgottenBelow(timeAfterEpochNs);
    }

    private void onForgottenBelow(long timeEpochNs) {
        if (timeEpochNs == RecordFlyweight.ABSENT) {
            isAwaited = true;
            changes++;
        } else {
            since(timeEpochNs);
        }
    }

    private void since(long timeEpochNs) {
        sinceEpochNs = Math.max(sinceEpochNs, timeEpochNs);
        changes++;
    }

    /**
     * A trade that coverage has taken.
     *
     * @param trade not one that is no trade.
     * @param isAboveHead whether it is newer than every one covered before.
     * @param aheadMaxNs how far its time may lie beyond its receipt and still be believed.
     */
    void onTrade(CoveredTrade trade, boolean isAboveHead, long aheadMaxNs) {
        if (isAboveHead && (isAwaited || sinceEpochNs == RecordFlyweight.ABSENT)) {
            isAwaited = false;
            since(trade.timeEpochNs);
        }
        if (trade.isRounded()) {
            doubt(rounded, trade.timeEpochNs);
        }
        if (trade.isSizeUnknown()) {
            doubt(aggregates, trade.timeEpochNs);
        }
        if (trade.timeEpochNs > tradedEpochNs && trade.timeEpochNs - trade.receivedEpochNs <= aheadMaxNs) {
            tradedEpochNs = trade.timeEpochNs;
            tradedId = trade.lastId;
            tradedSequence = trade.sequence;
        }
    }

    private void doubt(DoubtfulTimes times, long timeEpochNs) {
        changes++;
        long forgotten = times.add(timeEpochNs);
        if (forgotten != RecordFlyweight.ABSENT) {
            onForgotten(forgotten);
        }
    }

    /** The venue says that the newest covered trade is its newest. Without a time of the venue's that proves nothing. */
    void onSilence(WatermarkFlyweight watermark) {
        long asOfEpochNs = Math.min(watermark.venueTimeEpochNs(), watermark.engineTimeEpochNs());
        if (asOfEpochNs > silentEpochNs) {
            silentEpochNs = asOfEpochNs;
            silentId = watermark.newestTradeId();
            silentSource = watermark.source();
            silentSequence = watermark.sequence();
        }
    }

    /** Trades with a greater time are known; {@code ABSENT} before the first one, {@link Long#MAX_VALUE} until the next one comes. */
    long sinceEpochNs() {
        return isAwaited ? Long.MAX_VALUE : sinceEpochNs;
    }

    boolean isSinceReset() {
        return isSinceReset;
    }

    boolean isSinceForgotten() {
        return isSinceForgotten;
    }

    long[] roundedTimes() {
        return rounded.toArray();
    }

    long[] aggregateTimes() {
        return aggregates.toArray();
    }

    /** Whether no time is in doubt. */
    boolean isWithoutDoubt() {
        return rounded.isEmpty() && aggregates.isEmpty();
    }

    /** Greatest time of a trade that can be believed; {@code ABSENT} before the first, as its id. */
    long tradedEpochNs() {
        return tradedEpochNs;
    }

    long tradedId() {
        return tradedId;
    }

    long tradedSequence() {
        return tradedSequence;
    }

    /** Greatest time as of which the newest covered trade was the venue's newest; {@code ABSENT} before the first, as its id. */
    long silentEpochNs() {
        return silentEpochNs;
    }

    long silentId() {
        return silentId;
    }

    int silentSource() {
        return silentSource;
    }

    long silentSequence() {
        return silentSequence;
    }

    /** Differs from the last time when more or less of the past is known or in doubt. */
    int changes() {
        return changes;
    }

    void save(StateWriter state) {
        state.add(sinceEpochNs).add(isSinceReset).add(isSinceForgotten).add(isAwaited);
        state.add(tradedEpochNs).add(tradedId).add(tradedSequence);
        state.add(silentEpochNs).add(silentId).add(silentSource).add(silentSequence);
        rounded.save(state);
        aggregates.save(state);
    }

    void restore(StateReader state) {
        sinceEpochNs = state.nextLong();
        isSinceReset = state.nextBoolean();
        isSinceForgotten = state.nextBoolean();
        isAwaited = state.nextBoolean();
        tradedEpochNs = state.nextLong();
        tradedId = state.nextLong();
        tradedSequence = state.nextLong();
        silentEpochNs = state.nextLong();
        silentId = state.nextLong();
        silentSource = state.nextInt();
        silentSequence = state.nextLong();
        rounded.restore(state);
        aggregates.restore(state);
    }
}
