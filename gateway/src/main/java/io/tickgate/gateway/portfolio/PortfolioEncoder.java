package io.tickgate.gateway.portfolio;

import io.tickgate.gateway.encode.HealthText;
import io.tickgate.gateway.encode.InstrumentText;
import io.tickgate.gateway.encode.JsonBuffer;
import io.tickgate.gateway.encode.PriceEncoder;
import io.tickgate.publish.Directory;
import io.tickgate.publish.HoldingAnswer;
import io.tickgate.publish.InstrumentView;
import io.tickgate.record.HealthState;

/**
 * A portfolio as its owner sees it. What a holding lacks for want of a price is null here, and nowhere else in the API: a page that adds up must
 * not take it for 0. Stateless.
 */
public final class PortfolioEncoder {
    private static final long MS_NS = 1_000_000L;
    private static final int SHARE_DECIMALS = 2;

    private PortfolioEncoder() {}

    /**
     * Writes a portfolio.
     *
     * @param json to write the object to.
     * @param portfolio of one user.
     * @param sequence up to which the engine's state was published before it was read.
     * @param nowEpochNs engine time.
     */
    public static void portfolio(JsonBuffer json, Portfolio portfolio, long sequence, long nowEpochNs) {
        json.openObject();
        json.name("totals").openArray();
        portfolio.totals().forEach((currency, total) -> {
            json.openObject();
            json.name("currency").string(currency);
            json.name("value").string(total.value.toText());
            json.name("incomplete").bool(total.isIncomplete);
            json.closeObject();
        });
        json.closeArray();
        json.name("incomplete").bool(portfolio.isIncomplete());
        json.name("holdings").openArray();
        portfolio.holdings().forEach(holding -> holding(json, holding, nowEpochNs));
        json.closeArray();
        json.name("valueDecimals").number(ExactValue.DECIMALS);
        json.name("shareDecimals").number(SHARE_DECIMALS);
        json.name("sequence").number(sequence);
        json.name("time").number(nowEpochNs / MS_NS);
        json.closeObject();
    }

    private static void holding(JsonBuffer json, Portfolio.Holding holding, long nowEpochNs) {
        json.openObject();
        names(json, holding.symbol);
        json.name("amount").decimalE8(holding.amountE8);
        ExactValue value = holding.value;
        InstrumentView instrument = holding.instrument;
        if (value == null || instrument == null) {
            json.name("price").nothing();
            json.name("currency").nothing();
            json.name("value").nothing();
            json.name("share").nothing();
            json.name("health").value(HealthText.json(HealthState.CRITICAL));
            json.name("stale").bool(true);
            if (instrument == null) {
                json.name("withdrawn").bool(true);
            }
        } else {
            json.name("price").decimalE8(holding.price.priceE8());
            json.name("currency").string(holding.currency);
            json.name("value").string(value.toText());
            json.name("share").string(percent(holding.share));
            PriceEncoder.standing(json, new InstrumentText(instrument), holding.price, nowEpochNs);
        }
        json.closeObject();
    }

    private static void names(JsonBuffer json, String symbol) {
        json.name("symbol").string(symbol);
        json.name("asset").string(symbol.substring(0, Math.max(0, symbol.indexOf('/'))));
    }

    /** {@code 61.27} of 6127. */
    static String percent(int hundredths) {
        int rest = hundredths % 100;
        return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    /**
     * Writes what holds since a command, which says by which instrument it is priced.
     *
     * @param json to write the object to.
     * @param answer of a command that was carried out.
     * @param directory of names.
     */
    public static void answer(JsonBuffer json, HoldingAnswer answer, Directory directory) {
        String symbol = directory.symbol(answer.instrumentId());
        json.openObject();
        names(json, symbol == null ? "#" + answer.instrumentId() : symbol);
        json.name("amount").decimalE8(answer.amountE8());
        json.name("previous").decimalE8(answer.previousE8());
        json.name("sequence").number(answer.sequence());
        json.name("decidedAt").number(answer.decidedEpochNs() / MS_NS);
        json.closeObject();
    }
}
