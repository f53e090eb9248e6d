package io.tickgate.simulation;

import io.tickgate.record.IndeterminateReason;
import io.tickgate.record.RecordFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a bet, by the design's words and by looking at everything each time. Shares no line with the market's resolver.
 */
final class PlainResolver {
    private static final long NONE = RecordFlyweight.ABSENT;

    /** Every taken trade since the venue counts as it does, by each of its ids. */
    private final TreeMap<Long, PlainTrade> byId = new TreeMap<>();

    /** Every taken trade. */
    private final List<PlainTrade> trades = new ArrayList<>();

    private long tradedEpochNs = NONE;
    private long silentEpochNs = NONE;
    private long anewEpochNs = NONE;
    private boolean isAnew;

    /** The venue counts anew: nothing of before has neighbours any more. */
    void countAnew() {
        byId.clear();
        // What the venue had said of that time cannot be told from what it says now.
        anewEpochNs = Math.max(anewEpochNs, Math.max(tradedEpochNs, silentEpochNs));
        isAnew = true;
    }

    /**
     * A trade is taken.
     *
     * @param believedUntilEpochNs greatest trade time that is believed to be past.
     */
    void take(PlainTrade trade, long believedUntilEpochNs) {
        trades.add(trade);
        for (long id = trade.firstId(); id <= trade.lastId(); id++) {
            byId.putIfAbsent(id, trade);
        }
        if (trade.timeEpochNs() <= believedUntilEpochNs) {
            tradedEpochNs = Math.max(tradedEpochNs, trade.timeEpochNs());
        }
    }

    /** The venue has said that nothing is newer than what is known, and when. */
    void onSilence(long epochNs) {
        silentEpochNs = Math.max(silentEpochNs, epochNs);
    }

    /** The neighbour with which a trade that was just taken makes a hit; the trade itself where it touches alone; null for neither. */
    @Nullable
    PlainTrade hit(PlainBet bet, PlainTrade trade) {
        if (trade.touches(bet)) {
            return trade;
        }
        if (!bet.isCrossing()) {
            return null;
        }
        PlainTrade below = byId.get(trade.firstId() - 1);
        PlainTrade above = byId.get(trade.lastId() + 1);
        if (below != null && trade.crosses(bet, below)) {
            return below;
        }
        return above != null && trade.crosses(bet, above) ? above : null;
    }

    /** Whether a trade of its band lies a nanosecond beside its window. */
    boolean isTouchedBeside(PlainBet bet) {
        return trades.stream()
                .anyMatch(trade -> !bet.isWithin(trade.timeEpochNs())
                        && (bet.isWithin(trade.timeEpochNs() + 1) || bet.isWithin(trade.timeEpochNs() - 1))
                        && bet.isSurelyInside(trade.priceE8(), trade.isRounded()));
    }

    /** Why a bet that nothing touched is not missed, or null when it is. */
    @Nullable
    IndeterminateReason whyNotMissed(PlainBet bet, StreamModel stream, long marketTimeEpochNs) {
        boolean isTradedBeyond = tradedEpochNs != NONE && bet.isBehind(tradedEpochNs);
        long graceNs = bet.rule.graceNs();
        boolean isSilentBeyond = silentEpochNs != NONE && isSilentLongEnough(bet, silentEpochNs - graceNs);
        if (!isTradedBeyond && !isSilentBeyond) {
            return bet.isBehind(marketTimeEpochNs) ? IndeterminateReason.NO_WATERMARK : IndeterminateReason.WINDOW_OPEN;
        }
        Map.Entry<Long, Long> first = stream.known().firstEntry();
        if (first == null || bet.fromEpochNs <= Math.max(first.getValue(), anewEpochNs)) {
            return isAnew ? IndeterminateReason.VENUE_RESET : IndeterminateReason.BEFORE_HISTORY;
        }
        IndeterminateReason gap = gapWithin(bet, stream, marketTimeEpochNs);
        return gap != null ? gap : doubtWithin(bet);
    }

    /** Silence may be proven by a statement of the very last moment of the window. */
    private static boolean isSilentLongEnough(PlainBet bet, long epochNs) {
        return bet.isBehind(epochNs + 1);
    }

    private static @Nullable IndeterminateReason gapWithin(PlainBet bet, StreamModel stream, long nowEpochNs) {
        long belowId = NONE;
        long belowTime = NONE;
        for (Map.Entry<Long, Long> known : stream.known().entrySet()) {
            boolean isGap = belowId != NONE && known.getKey() > belowId + 1;
            if (isGap && mayBelong(bet, belowTime, known.getValue())) {
                return reason(stream, belowId + 1, nowEpochNs);
            }
            belowId = known.getKey();
            belowTime = known.getValue();
        }
        boolean isHeadMissing = belowId != NONE && stream.newestId() > belowId;
        return isHeadMissing && mayBelong(bet, belowTime, NONE) ? reason(stream, belowId + 1, nowEpochNs) : null;
    }

    private static boolean mayBelong(PlainBet bet, long belowEpochNs, long aboveEpochNs) {
        boolean endsBefore = aboveEpochNs != NONE && aboveEpochNs < bet.fromEpochNs;
        boolean beginsAfter = belowEpochNs != NONE && bet.isBehind(belowEpochNs);
        return !endsBefore && !beginsAfter;
    }

    private static IndeterminateReason reason(StreamModel stream, long id, long nowEpochNs) {
        return stream.isLost(id, nowEpochNs) ? IndeterminateReason.GAP : IndeterminateReason.SUSPECTED_GAP;
    }

    private @Nullable IndeterminateReason doubtWithin(PlainBet bet) {
        boolean isNotionalAsked = bet.rule.notionalMinE8() > 0;
        boolean isDoubtful = trades.stream()
                .anyMatch(trade -> bet.isWithin(trade.timeEpochNs())
                        && (trade.isRounded() || (isNotionalAsked && trade.isAggregate())));
        return isDoubtful ? IndeterminateReason.DOUBTFUL_TRADE : null;
    }
}
