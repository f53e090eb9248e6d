package io.tickgate.market;

import io.tickgate.record.HealthState;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.SourceReason;
import io.tickgate.record.StreamStanding;
import org.jspecify.annotations.Nullable;

/**
 * One stream is shown, the first by preference that delivers.
 *
 * <ul>
 *   <li>It is given up when it brought no refreshing tick for {@code silenceNs} (a tick with an old venue time is no sign of life), or
 *       when its venue is not connected and {@code connectFailuresMax} attempts failed. Then the first other stream that lives, and
 *       whose venue is not down, is shown; a recovering one lives, since a price that says so is better than an older one.
 *   <li>A preferred stream is shown again once it was fresh without a break for {@code stableNs} since it was left; so nothing flaps.
 *   <li>While the stream shown is given up and no stream lives, the price polled from the most preferred venue that has one of at most
 *       60 s, received after the price shown, is shown; any stream that lives ends that at once.
 *   <li>Otherwise the last price is kept.
 * </ul>
 */
final class Failover extends Source {
    /** A polled price is chosen up to this age. */
    private static final long POLLED_AGE_MAX_NS = 60_000_000_000L;

    private final VenueLinks links;
    private int shown;
    private boolean isPolled;

    Failover(
            int instrumentId,
            SourceRule rule,
            Stream[] streams,
            @Nullable PriceChangedFlyweight shownBefore,
            HealthThresholds thresholds,
            DecisionWriter decisions,
            VenueLinks links) {
        super(instrumentId, rule, streams, shownBefore, thresholds, decisions);
        this.links = links;
        isPolled = shownBefore != null && (shownBefore.marks() & PriceChangedFlyweight.POLLED) != 0;
        shown = shownBefore == null || shownBefore.priceE8() == 0 ? 0 : indexOf(shownBefore.streamId());
    }

    /** What was shown before goes on being shown; a stream that is gone is replaced by the first that lives. */
    private int indexOf(int streamId) {
        for (int i = 0; i < streams.length; i++) {
            if (streams[i].streamId == streamId) {
                return i;
            }
        }
        isPolled = false;
        for (int i = 0; i < streams.length; i++) {
            if (isLive(streams[i])) {
                return i;
            }
        }
        return 0;
    }

    @Override
    boolean choose(long nowEpochNs) {
        if (isPolled) {
            return leavePolled(nowEpochNs) || choosePolled(nowEpochNs);
        }
        for (int i = 0; i < shown; i++) {
            if (stableFromEpochNs(streams[i]) <= nowEpochNs) {
                return show(i, false, SourceReason.RETURNED, nowEpochNs);
            }
        }
        boolean isDown = links.isDown(streams[shown].venueId, rule.connectFailuresMax());
        boolean isSilent = silentFromEpochNs() <= nowEpochNs;
        if (!isDown && !isSilent) {
            return false;
        }
        int next = firstLive();
        if (next >= 0 && next != shown) {
            SourceReason reason = isSilent ? SourceReason.SILENT : SourceReason.CONNECT_FAILURES;
            return show(next, false, reason, nowEpochNs);
        }
        return next < 0 && choosePolled(nowEpochNs);
    }

    private boolean leavePolled(long nowEpochNs) {
        int next = firstLive();
        return next >= 0 && show(next, false, SourceReason.RETURNED, nowEpochNs);
    }

    private boolean choosePolled(long nowEpochNs) {
        long newerThanEpochNs = isPolled ? Long.MIN_VALUE : row.receivedEpochNs();
        for (int i = 0; i < streams.length; i++) {
            StreamPrice price = streams[i].price;
            if (price.polledPriceE8 > 0
                    && price.polledReceivedEpochNs > newerThanEpochNs
                    && nowEpochNs - price.polledReceivedEpochNs <= POLLED_AGE_MAX_NS) {
                return (!isPolled || i != shown) && show(i, true, SourceReason.POLLED, nowEpochNs);
            }
        }
        return false;
    }

    private boolean show(int index, boolean isPolledNow, SourceReason reason, long nowEpochNs) {
        int from = streams[shown].streamId;
        if (index != shown) {
            streams[shown].price.leftEpochNs = nowEpochNs;
        }
        shown = index;
        isPolled = isPolledNow;
        tellChange(from, streams[index].streamId, reason, nowEpochNs);
        return true;
    }

    /** The first that lives and whose venue is not down, or -1. */
    private int firstLive() {
        for (int i = 0; i < streams.length; i++) {
            if (isLive(streams[i]) && !links.isDown(streams[i].venueId, rule.connectFailuresMax())) {
                return i;
            }
        }
        return -1;
    }

    /** Market time from which on the stream shown counts as silent. */
    private long silentFromEpochNs() {
        Stream stream = streams[shown];
        return after(Math.max(stream.health.refreshedEpochNs(), stream.price.silentFromEpochNs), rule.silenceNs());
    }

    private static long after(long epochNs, long ns) {
        return epochNs > DeadlineHeap.NONE - ns ? DeadlineHeap.NONE : epochNs + ns;
    }

    /** Market time from which on a stream may be shown again, as things stand. */
    private long stableFromEpochNs(Stream stream) {
        long freshSince = stream.health.freshSinceEpochNs();
        return freshSince == StreamHealth.NOT_FRESH
                ? DeadlineHeap.NONE
                : after(Math.max(freshSince, stream.price.leftEpochNs), rule.stableNs());
    }

    @Override
    long nextDeadline(long nowEpochNs) {
        long deadline = DeadlineHeap.NONE;
        for (int i = 0; !isPolled && i < shown; i++) {
            deadline = Math.min(deadline, stableFromEpochNs(streams[i]));
        }
        long silentFrom = silentFromEpochNs();
        return isPolled || silentFrom <= nowEpochNs ? deadline : Math.min(deadline, silentFrom);
    }

    @Override
    boolean isShown(Stream stream) {
        return streams[shown] == stream;
    }

    @Override
    int shownStreamId() {
        return streams[shown].streamId;
    }

    @Override
    void fill(long nowEpochNs) {
        PriceChangedFlyweight from = streams[shown].price.row;
        if (isPolled) {
            fillPolled(streams[shown].price);
        } else if (from.priceE8() > 0 || row.priceE8() == 0) {
            row.copyOf(from);
        }
        row.healthCode(from.healthCode())
                .healthSinceEpochNs(from.healthSinceEpochNs())
                .recoveryEndsEpochNs(from.recoveryEndsEpochNs())
                .refreshedEpochNs(from.refreshedEpochNs());
    }

    private void fillPolled(StreamPrice price) {
        row.copyOf(price.row)
                .marks(PriceChangedFlyweight.POLLED)
                .priceE8(price.polledPriceE8)
                .sizeE8(0)
                .tradeId(0)
                .tradeSequence(price.polledSequence)
                .tradeTimeEpochNs(0)
                .eventTimeEpochNs(0)
                .receivedEpochNs(price.polledReceivedEpochNs);
        row.bidPriceE8(price.polledBidE8)
                .bidSizeE8(0)
                .askPriceE8(price.polledAskE8)
                .askSizeE8(0)
                .quoteReceivedEpochNs(price.polledReceivedEpochNs);
    }

    @Override
    StreamStanding standing(int index) {
        Stream stream = streams[index];
        boolean isShown = index == shown;
        if (isShown && isPolled) {
            return StreamStanding.POLLED;
        }
        if (stream.price.row.priceE8() == 0) {
            return StreamStanding.NO_PRICE;
        }
        if (stream.health.state() == HealthState.CRITICAL) {
            return StreamStanding.STALE;
        }
        return isShown ? StreamStanding.USED : StreamStanding.STANDBY;
    }

    @Override
    void save(StateWriter state) {
        super.save(state);
        state.add(shown).add(isPolled);
    }

    @Override
    void restore(StateReader state) {
        super.restore(state);
        shown = state.nextCount(streams.length - 1);
        isPolled = state.nextBoolean();
    }
}
