package io.tickgate.market;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;

/** What a record says of the trade, the trades or the lack of one at its ids. Reused for each record; owned by the {@link CoverageDesk}. */
final class CoveredTrade {
    long firstId;
    /** At or above the first; equal for a single trade. */
    long lastId;
    /** {@link RecordFlyweight#ABSENT} where there is no trade. */
    long timeEpochNs;
    /** 0 where there is no trade. */
    long priceE8;

    long sizeE8;
    int flags;
    long sequence;
    long receivedEpochNs;

    CoveredTrade of(TradeFlyweight trade) {
        set(trade, trade.tradeId(), trade.tradeId(), trade.tradeTimeEpochNs());
        priceE8 = trade.priceE8();
        sizeE8 = trade.sizeE8();
        return this;
    }

    CoveredTrade of(BackFilledTradeFlyweight trade) {
        set(trade, trade.firstTradeId(), trade.lastTradeId(), trade.tradeTimeEpochNs());
        priceE8 = trade.priceE8();
        sizeE8 = trade.sizeE8();
        return this;
    }

    CoveredTrade of(NoTradeFlyweight noTrade) {
        set(noTrade, noTrade.tradeId(), noTrade.tradeId(), RecordFlyweight.ABSENT);
        priceE8 = 0;
        sizeE8 = 0;
        return this;
    }

    private void set(RecordFlyweight record, long first, long last, long tradeTimeEpochNs) {
        firstId = first;
        lastId = last;
        timeEpochNs = tradeTimeEpochNs;
        flags = record.flags();
        sequence = record.sequence();
        receivedEpochNs = record.engineTimeEpochNs();
    }

    /** Whether its price is not exact. */
    boolean isRounded() {
        return (flags & RecordFlags.ROUNDED) != 0;
    }

    /** Whether it stands for several trades, none of whose sizes is known. */
    boolean isAggregate() {
        return lastId != firstId;
    }

    /** Whether it is not known if it reaches a least notional that it does not seem to reach. */
    boolean isSizeUnknown() {
        return isAggregate() || (flags & RecordFlags.SIZE_SATURATED) != 0;
    }
}
