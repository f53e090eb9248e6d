package io.tickgate.proof.verify;

import io.tickgate.proof.receipt.Sections.Settling;
import io.tickgate.record.RecordFlags;
import io.tickgate.touch.Touch;
import io.tickgate.touch.TouchRule;

/**
 * Band and window of a bet as closed ranges, with the rule. Immutable.
 *
 * @param streamId whose trades decide.
 * @param fromEpochNs first time.
 * @param lastEpochNs last time.
 * @param minE8 least price.
 * @param lastE8 greatest price.
 * @param rule what touches.
 */
record Question(int streamId, long fromEpochNs, long lastEpochNs, long minE8, long lastE8, TouchRule rule) {
    boolean isInWindow(Settling trade) {
        return trade.streamId() == streamId && Touch.isWithin(trade.tradeTimeEpochNs(), fromEpochNs, lastEpochNs);
    }

    /** Whether a trade of the window touches by itself. */
    boolean isInside(Settling trade) {
        return Touch.isInside(trade.priceE8(), isRounded(trade), minE8, lastE8) && isLargeEnough(trade);
    }

    /** Whether two trades of the window touch together; in any order. */
    boolean isCrossed(Settling one, Settling other) {
        boolean areNeighbours =
                one.lastTradeId() + 1 == other.firstTradeId() || other.lastTradeId() + 1 == one.firstTradeId();
        return rule.isCrossing()
                && areNeighbours
                && Touch.isCrossed(one.priceE8(), other.priceE8(), minE8, lastE8)
                && isLargeEnough(one)
                && isLargeEnough(other);
    }

    private boolean isLargeEnough(Settling trade) {
        return Touch.isLargeEnough(
                trade.priceE8(),
                trade.sizeE8(),
                isRounded(trade),
                trade.firstTradeId() != trade.lastTradeId(),
                rule.notionalMinE8());
    }

    private static boolean isRounded(Settling trade) {
        return (trade.flags() & RecordFlags.ROUNDED) != 0;
    }
}
