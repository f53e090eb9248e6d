package io.tickgate.mirror;

import io.tickgate.publish.PriceView;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.TradeFlyweight;

/** What the mirror tells of a trade, copied from the journal or from the price board. Owned by one thread, reused. */
final class TradeValues {
    long sequence;
    long priceE8;
    long sizeE8;
    long tradeId;
    long eventTimeEpochNs;
    long receivedEpochNs;

    void set(TradeFlyweight trade) {
        sequence = trade.sequence();
        priceE8 = trade.priceE8();
        sizeE8 = trade.sizeE8();
        tradeId = trade.tradeId();
        eventTimeEpochNs = trade.eventTimeEpochNs();
        receivedEpochNs = trade.engineTimeEpochNs();
    }

    /** Of an aggregate the last trade's id; the venue gives no event time of what was fetched, so it is the trade's. */
    void set(BackFilledTradeFlyweight trade) {
        sequence = trade.sequence();
        priceE8 = trade.priceE8();
        sizeE8 = trade.sizeE8();
        tradeId = trade.lastTradeId();
        eventTimeEpochNs = trade.tradeTimeEpochNs();
        receivedEpochNs = trade.engineTimeEpochNs();
    }

    void set(TradeValues other) {
        sequence = other.sequence;
        priceE8 = other.priceE8;
        sizeE8 = other.sizeE8;
        tradeId = other.tradeId;
        eventTimeEpochNs = other.eventTimeEpochNs;
        receivedEpochNs = other.receivedEpochNs;
    }

    void set(PriceView price) {
        sequence = price.tradeSequence();
        priceE8 = price.priceE8();
        sizeE8 = price.sizeE8();
        tradeId = price.tradeId();
        eventTimeEpochNs = price.eventTimeEpochNs();
        receivedEpochNs = price.receivedEpochNs();
    }
}
