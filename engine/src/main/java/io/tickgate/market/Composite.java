package io.tickgate.market;

import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.SourceReason;
import io.tickgate.record.StreamStanding;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A price made from several streams.
 *
 * <ul>
 *   <li>Streams that are healthy or degraded are used; recovering ones only while the others are fewer than {@code venuesMin}, so that a
 *       start shows a price at once, which says that it recovers.
 *   <li>Fewer than {@code venuesMin} that can be used: the last price is kept, the best bid and offer are not, and health is critical.
 *   <li>Health and age are those of the {@code venuesMin}-th best and freshest of the streams used.
 *   <li>The best bid and offer are the best of the streams used, each with its stream; of equal ones the preferred stream's. Those of
 *       different venues may cross each other; that is shown as it is.
 * </ul>
 */
abstract class Composite extends Source {
    private static final long DEGRADED_RANK = 1;

    private final int mark;
    /** What each stream contributes, 0 for nothing. */
    final long[] values;

    final StreamStanding[] standings;
    /** For sorting. */
    final long[] scratch;

    private boolean isEnough;
    private long priceE8;
    private int bid;
    private int ask;
    private HealthState health = HealthState.CRITICAL;
    private long recoveryEndsEpochNs;
    private long refreshedEpochNs;
    private long newestEpochNs;

    Composite(
            int instrumentId,
            SourceRule rule,
            Stream[] streams,
            @Nullable PriceChangedFlyweight shownBefore,
            HealthThresholds thresholds,
            DecisionWriter decisions,
            int mark) {
        super(instrumentId, rule, streams, shownBefore, thresholds, decisions);
        this.mark = mark;
        values = new long[streams.length];
        scratch = new long[streams.length];
        standings = new StreamStanding[streams.length];
        for (int i = 0; i < streams.length; i++) {
            standings[i] = streams[i].price.standing;
        }
        // Until there are enough streams, what was shown before is kept as it is.
        row.streamId(0)
                .marks(mark)
                .bidPriceE8(0)
                .bidSizeE8(0)
                .askPriceE8(0)
                .askSizeE8(0)
                .healthCode(HealthState.CRITICAL.code())
                .recoveryEndsEpochNs(0);
    }

    /** What the stream contributes to the price, 0 for nothing. */
    abstract long valueE8(StreamPrice price);

    /** Marks those used whose value is too far off. */
    abstract void excludeOutliers();

    /**
     * The price.
     *
     * @param bidE8 best bid over the streams used, 0 when there is none.
     * @param askE8 best offer.
     */
    abstract long priceE8(long bidE8, long askE8);

    /** Values of the streams used, into {@link #scratch}; returns their number. */
    final int collect() {
        int count = 0;
        for (int i = 0; i < streams.length; i++) {
            if (standings[i] == StreamStanding.USED) {
                scratch[count++] = values[i];
            }
        }
        return count;
    }

    @Override
    final boolean choose(long nowEpochNs) {
        chooseCandidates();
        excludeOutliers();
        tellComings(nowEpochNs);
        boolean wasEnough = isEnough;
        isEnough = collect() >= rule.venuesMin();
        if (isEnough != wasEnough) {
            tellChange(0, 0, isEnough ? SourceReason.RETURNED : SourceReason.TOO_FEW, nowEpochNs);
        }
        if (isEnough) {
            compute();
        }
        return isEnough != wasEnough || (isEnough && isOtherThanRow());
    }

    private void chooseCandidates() {
        int steady = 0;
        for (int i = 0; i < streams.length; i++) {
            values[i] = isLive(streams[i]) ? valueE8(streams[i].price) : 0;
            steady += values[i] > 0 && !isRecovering(i) ? 1 : 0;
        }
        boolean isRecoveringUsed = steady < rule.venuesMin();
        for (int i = 0; i < streams.length; i++) {
            StreamPrice price = streams[i].price;
            if (!isLive(streams[i])) {
                standings[i] = StreamStanding.STALE;
            } else if (values[i] == 0) {
                standings[i] = price.isQuoteCrossed() ? StreamStanding.CROSSED : StreamStanding.NO_PRICE;
            } else {
                standings[i] = isRecovering(i) && !isRecoveringUsed ? StreamStanding.STANDBY : StreamStanding.USED;
            }
        }
    }

    private boolean isRecovering(int index) {
        return streams[index].health.state() == HealthState.RECOVERING;
    }

    /** Tells who is out, and who is back; that a quote is crossed or missing for a moment is not told. */
    private void tellComings(long nowEpochNs) {
        for (int i = 0; i < streams.length; i++) {
            StreamStanding before = streams[i].price.standing;
            StreamStanding after = standings[i];
            if (isOut(after) && after != before) {
                SourceReason reason = after == StreamStanding.STALE ? SourceReason.STALE : SourceReason.OUTLIER;
                tellChange(streams[i].streamId, 0, reason, nowEpochNs);
            } else if (isOut(before) && !isOut(after)) {
                tellChange(0, streams[i].streamId, SourceReason.RETURNED, nowEpochNs);
            }
        }
    }

    private static boolean isOut(StreamStanding standing) {
        return standing == StreamStanding.STALE || standing == StreamStanding.OUTLIER;
    }

    private void compute() {
        bid = -1;
        ask = -1;
        newestEpochNs = 0;
        for (int i = 0; i < streams.length; i++) {
            if (standings[i] != StreamStanding.USED) {
                continue;
            }
            PriceChangedFlyweight said = streams[i].price.row;
            newestEpochNs = Math.max(newestEpochNs, said.refreshedEpochNs());
            if (streams[i].price.isQuoteUsable(thresholds)) {
                bid = bid < 0 || said.bidPriceE8() > row(bid).bidPriceE8() ? i : bid;
                ask = ask < 0 || said.askPriceE8() < row(ask).askPriceE8() ? i : ask;
            }
        }
        priceE8 = priceE8(bid < 0 ? 0 : row(bid).bidPriceE8(), ask < 0 ? 0 : row(ask).askPriceE8());
        judgeHealth();
    }

    private PriceChangedFlyweight row(int index) {
        return streams[index].price.row;
    }

    /** Of the {@code venuesMin}-th best and freshest stream used. */
    private void judgeHealth() {
        int venuesMin = rule.venuesMin();
        int count = 0;
        for (int i = 0; i < streams.length; i++) {
            if (standings[i] == StreamStanding.USED) {
                scratch[count++] = streams[i].health.refreshedEpochNs();
            }
        }
        Arrays.sort(scratch, 0, count);
        refreshedEpochNs = scratch[count - venuesMin];
        count = 0;
        for (int i = 0; i < streams.length; i++) {
            if (standings[i] == StreamStanding.USED) {
                scratch[count++] = rank(streams[i].health);
            }
        }
        Arrays.sort(scratch, 0, count);
        long rank = scratch[venuesMin - 1];
        recoveryEndsEpochNs = rank > DEGRADED_RANK ? rank : 0;
        health =
                rank == 0 ? HealthState.HEALTHY : rank == DEGRADED_RANK ? HealthState.DEGRADED : HealthState.RECOVERING;
    }

    /** 0 healthy, 1 degraded, else the time at which recovery ends, the earliest being the best. */
    private static long rank(StreamHealth health) {
        return switch (health.state()) {
            case HEALTHY -> 0;
            case DEGRADED -> DEGRADED_RANK;
            case RECOVERING -> health.recoveryEndsEpochNs();
            case CRITICAL -> Long.MAX_VALUE;
        };
    }

    private boolean isOtherThanRow() {
        return row.priceE8() != priceE8
                || row.healthCode() != health.code()
                || row.recoveryEndsEpochNs() != recoveryEndsEpochNs
                || row.refreshedEpochNs() != refreshedEpochNs
                || row.bidPriceE8() != (bid < 0 ? 0 : row(bid).bidPriceE8())
                || row.askPriceE8() != (ask < 0 ? 0 : row(ask).askPriceE8())
                || (bid >= 0 && row.bidStreamId() != streams[bid].streamId)
                || (ask >= 0 && row.askStreamId() != streams[ask].streamId);
    }

    @Override
    final void fill(long nowEpochNs) {
        HealthState healthNow = isEnough ? health : HealthState.CRITICAL;
        if (row.healthCode() != healthNow.code()) {
            row.healthCode(healthNow.code()).healthSinceEpochNs(nowEpochNs);
        }
        if (!isEnough) {
            row.recoveryEndsEpochNs(0).bidPriceE8(0).bidSizeE8(0).askPriceE8(0).askSizeE8(0);
            return;
        }
        row.priceE8(priceE8)
                .marks(mark)
                .sizeE8(0)
                .tradeId(0)
                .tradeSequence(0)
                .tradeTimeEpochNs(0)
                .eventTimeEpochNs(0)
                .receivedEpochNs(newestEpochNs)
                .refreshedEpochNs(refreshedEpochNs)
                .recoveryEndsEpochNs(recoveryEndsEpochNs);
        fillQuote();
    }

    private void fillQuote() {
        if (bid < 0) {
            row.bidPriceE8(0).bidSizeE8(0).askPriceE8(0).askSizeE8(0).quoteReceivedEpochNs(0);
            return;
        }
        row.bidPriceE8(row(bid).bidPriceE8())
                .bidSizeE8(row(bid).bidSizeE8())
                .bidStreamId(streams[bid].streamId)
                .askPriceE8(row(ask).askPriceE8())
                .askSizeE8(row(ask).askSizeE8())
                .askStreamId(streams[ask].streamId)
                .quoteReceivedEpochNs(Math.max(row(bid).quoteReceivedEpochNs(), row(ask).quoteReceivedEpochNs()));
    }

    @Override
    final boolean isShown(Stream stream) {
        for (int i = 0; i < streams.length; i++) {
            if (streams[i] == stream) {
                return isEnough && standings[i] == StreamStanding.USED;
            }
        }
        return false;
    }

    @Override
    final StreamStanding standing(int index) {
        return standings[index];
    }

    @Override
    final int shownStreamId() {
        return 0;
    }

    /** What changes without a record is the health of streams, which has deadlines of its own. */
    @Override
    final long nextDeadline(long nowEpochNs) {
        return DeadlineHeap.NONE;
    }

    @Override
    final void save(StateWriter state) {
        super.save(state);
        state.add(isEnough);
        for (StreamStanding standing : standings) {
            state.add(standing.code());
        }
    }

    @Override
    final void restore(StateReader state) {
        super.restore(state);
        isEnough = state.nextBoolean();
        for (int i = 0; i < standings.length; i++) {
            standings[i] = StreamStanding.of(state.nextInt());
        }
    }
}
