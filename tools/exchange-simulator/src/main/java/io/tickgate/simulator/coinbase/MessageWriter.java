package io.tickgate.simulator.coinbase;

import io.tickgate.simulator.market.DayStatistics;
import io.tickgate.simulator.market.E8Text;
import io.tickgate.simulator.market.Quote;
import io.tickgate.simulator.market.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the venue's messages in the order of keys that has been recorded, which is not that of the documentation. Owned by the source's thread, save the static methods.
 *
 * @see <a href="https://docs.cdp.coinbase.com/exchange/websocket-feed/channels">the venue's channels</a>
 */
public final class MessageWriter {

    private static final long SECOND_US = 1_000_000;

    /** Thirty days at the rate of one: the market has not lived longer as a rule. */
    private static final BigDecimal MONTH = BigDecimal.valueOf(30);

    private final long startEpochUs;

    /** Creates a writer for a market that has started at this time, microseconds since 1970. */
    public MessageWriter(long startEpochUs) {
        this.startEpochUs = startEpochUs;
    }

    /**
     * A trade.
     *
     * @param type {@code match}, or {@code last_match} for the old one after a subscription
     * @param sequence of the product's full feed
     */
    public String match(String type, Trade trade, long sequence) {
        // The side is that of the maker: it bought if the taker sold.
        return "{\"type\":\"" + type + "\",\"trade_id\":" + trade.id() + ",\"maker_order_id\":\""
                + orderId(trade.id(), 1) + "\",\"taker_order_id\":\"" + orderId(trade.aggregateId(), 2)
                + "\",\"side\":\"" + (trade.buyerIsMaker() ? "buy" : "sell") + "\",\"size\":\""
                + E8Text.shortest(trade.sizeE8()) + "\",\"price\":\"" + E8Text.shortest(trade.priceE8())
                + "\",\"product_id\":\"" + trade.instrument().symbol() + "\",\"sequence\":" + sequence
                + ",\"time\":\"" + time(trade.tradeOffsetNs()) + "\"}";
    }

    private static UUID orderId(long id, int salt) {
        long high = id * 0x9E3779B97F4A7C15L + salt;
        long low = Long.rotateLeft(high, 29) * 0xBF58476D1CE4E5B9L;
        // Version 4, variant 2, as the venue's.
        return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62));
    }

    /**
     * The state after a trade.
     *
     * @param sequence that of the trade
     * @param quote the book after the trade, null if there has been none
     * @param day null in the first second
     */
    public String ticker(Trade trade, long sequence, @Nullable Quote quote, @Nullable DayStatistics day) {
        long tick = trade.instrument().tickSizeE8();
        long openE8 = day == null ? trade.priceE8() : day.openPriceE8();
        long lowE8 = Math.min(trade.priceE8(), day == null ? trade.priceE8() : day.lowPriceE8());
        long highE8 = Math.max(trade.priceE8(), day == null ? trade.priceE8() : day.highPriceE8());
        BigDecimal volume = day == null ? BigDecimal.valueOf(trade.sizeE8(), 8) : day.baseVolume();
        long bidE8 = quote == null ? trade.priceE8() - tick : quote.bidE8();
        long askE8 = quote == null ? trade.priceE8() + tick : quote.askE8();
        return "{\"type\":\"ticker\",\"sequence\":" + sequence + ",\"product_id\":\""
                + trade.instrument().symbol() + "\",\"price\":\"" + E8Text.shortest(trade.priceE8())
                + "\",\"open_24h\":\"" + E8Text.shortest(openE8) + "\",\"volume_24h\":\"" + volume.toPlainString()
                + "\",\"low_24h\":\"" + E8Text.shortest(lowE8) + "\",\"high_24h\":\"" + E8Text.shortest(highE8)
                + "\",\"volume_30d\":\"" + volume.multiply(MONTH).toPlainString() + "\",\"best_bid\":\""
                + E8Text.onStep(bidE8, tick) + "\",\"best_bid_size\":\""
                + E8Text.padded(quote == null ? trade.sizeE8() : quote.bidSizeE8()) + "\",\"best_ask\":\""
                + E8Text.onStep(askE8, tick) + "\",\"best_ask_size\":\""
                + E8Text.padded(quote == null ? trade.sizeE8() : quote.askSizeE8())
                // The side is that of the taker.
                + "\",\"side\":\"" + (trade.buyerIsMaker() ? "sell" : "buy") + "\",\"time\":\""
                + time(trade.tradeOffsetNs()) + "\",\"trade_id\":" + trade.id() + ",\"last_size\":\""
                + E8Text.shortest(trade.sizeE8()) + "\"}";
    }

    /** Once a second. */
    public String heartbeat(String product, long sequence, long lastTradeId, long offsetNs) {
        return "{\"type\":\"heartbeat\",\"sequence\":" + sequence + ",\"last_trade_id\":" + lastTradeId
                + ",\"product_id\":\"" + product + "\",\"time\":\"" + time(offsetNs) + "\"}";
    }

    private String time(long offsetNs) {
        return time(startEpochUs, offsetNs);
    }

    private static String time(long startEpochUs, long offsetNs) {
        return isoTime(startEpochUs + Math.floorDiv(offsetNs, 1_000));
    }

    /** A time with up to six digits of a second, without trailing zeros, as the venue's servers write it. */
    static String isoTime(long epochUs) {
        String second = Instant.ofEpochSecond(Math.floorDiv(epochUs, SECOND_US)).toString();
        long fraction = Math.floorMod(epochUs, SECOND_US);
        if (fraction == 0) {
            return second;
        }
        String digits = Long.toString(SECOND_US + fraction).substring(1).replaceFirst("0+$", "");
        return second.substring(0, second.length() - 1) + '.' + digits + 'Z';
    }
}
