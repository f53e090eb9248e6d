package io.tickgate.gateway.encode;

import io.tickgate.publish.BetView;
import io.tickgate.publish.Directory;
import io.tickgate.publish.InstrumentView;
import io.tickgate.publish.MarketView;
import java.nio.charset.StandardCharsets;

/** An accepted bet as its owner sees it. Stateless. */
public final class BetEncoder {
    private static final long MS_NS = 1_000_000L;

    private BetEncoder() {}

    /**
     * Writes the members of a bet into an object that is open. Symbol and market are left out when they were withdrawn since.
     *
     * @param json to write to.
     * @param bet to tell.
     * @param directory of names.
     */
    public static void members(JsonBuffer json, BetView bet, Directory directory) {
        InstrumentView instrument = directory.instrument(bet.instrumentId());
        MarketView market = directory.market(bet.marketId());
        json.name("id").hex(bet.idHigh(), bet.idLow());
        json.name("state").string("ACCEPTED");
        if (instrument != null) {
            json.name("symbol").string(instrument.symbol());
        }
        if (market != null) {
            json.name("market").string(market.name());
        }
        json.name("marketVersion").number(bet.marketVersion());
        json.name("min").decimalE8(bet.minE8());
        json.name("max").decimalE8(bet.maxE8());
        json.name("from").number(bet.fromEpochNs() / MS_NS);
        json.name("to").number(bet.toEpochNs() / MS_NS);
        json.name("stake").string(Long.toString(bet.stakeMinor()));
        json.name("idempotencyKey").string(bet.key());
        json.name("terms").string(new String(bet.terms(), StandardCharsets.UTF_8));
        if (bet.quoteSequence() > 0) {
            json.name("quoteSeq").number(bet.quoteSequence());
        }
        json.name("sequence").number(bet.sequence());
        json.name("acceptedAt").number(bet.acceptedEpochNs() / MS_NS);
        reference(json, bet);
    }

    private static void reference(JsonBuffer json, BetView bet) {
        json.name("reference").openObject();
        json.name("sequence").number(bet.referenceSequence());
        json.name("tradeId").number(bet.referenceTradeId());
        json.name("price").decimalE8(bet.referencePriceE8());
        json.name("tradeTime").number(bet.referenceTradeTimeEpochNs() / MS_NS);
        json.closeObject();
    }
}
