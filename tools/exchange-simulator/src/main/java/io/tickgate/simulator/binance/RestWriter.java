package io.tickgate.simulator.binance;

import io.tickgate.simulator.market.E8Text;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.tape.PastOrder;
import io.tickgate.simulator.tape.PastTrade;
import org.jspecify.annotations.Nullable;

/** Writes what REST answers with: the venue's keys in its order, prices and sizes with eight decimals. Immutable. */
final class RestWriter {

    private final boolean microseconds;

    RestWriter(boolean microseconds) {
        this.microseconds = microseconds;
    }

    /** A time in the unit that was asked for. */
    long time(long epochUs) {
        return microseconds ? epochUs : Math.floorDiv(epochUs, 1_000);
    }

    String trade(PastTrade trade) {
        return "{\"id\":" + trade.id() + ",\"price\":\"" + E8Text.padded(trade.priceE8()) + "\",\"qty\":\""
                + E8Text.padded(trade.sizeE8()) + "\",\"quoteQty\":\""
                + E8Text.product(trade.priceE8(), trade.sizeE8()) + "\",\"time\":" + time(trade.tradeEpochUs())
                + ",\"isBuyerMaker\":" + trade.buyerIsMaker() + ",\"isBestMatch\":true}";
    }

    String order(PastOrder order) {
        return "{\"a\":" + order.id() + ",\"p\":\"" + E8Text.padded(order.priceE8()) + "\",\"q\":\""
                + E8Text.padded(order.sizeE8()) + "\",\"f\":" + order.firstTradeId() + ",\"l\":" + order.lastTradeId()
                + ",\"T\":" + time(order.tradeEpochUs()) + ",\"m\":" + order.buyerIsMaker() + ",\"M\":true}";
    }

    static String price(String symbol, long priceE8) {
        return "{\"symbol\":\"" + symbol + "\",\"price\":\"" + E8Text.padded(priceE8) + "\"}";
    }

    /** Zeros stand for a book that is empty. */
    static String bookTicker(String symbol, @Nullable Quote quote) {
        return "{\"symbol\":\"" + symbol + "\",\"bidPrice\":\"" + E8Text.padded(quote == null ? 0 : quote.bidE8())
                + "\",\"bidQty\":\"" + E8Text.padded(quote == null ? 0 : quote.bidSizeE8()) + "\",\"askPrice\":\""
                + E8Text.padded(quote == null ? 0 : quote.askE8()) + "\",\"askQty\":\""
                + E8Text.padded(quote == null ? 0 : quote.askSizeE8()) + "\"}";
    }
}
