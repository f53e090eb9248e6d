package io.tickgate.simulator.binance;

import io.tickgate.simulator.market.E8Text;
import io.tickgate.simulator.market.Instrument;
import io.tickgate.simulator.tape.SymbolTape;
import java.util.List;

/** Writes {@code exchangeInfo}: the limits and the symbols with their assets and steps. No state; any thread. */
final class ListingWriter {

    /** Steps of the symbols that are only listed. */
    private static final long FURTHER_STEP_E8 = 10_000;

    private ListingWriter() {}

    static String exchangeInfo(long serverTime, int weightMax, List<SymbolTape> symbols, List<String> further) {
        StringBuilder out = new StringBuilder(256 + 512 * (symbols.size() + further.size()));
        out.append("{\"timezone\":\"UTC\",\"serverTime\":").append(serverTime);
        out.append(",\"rateLimits\":[{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,");
        out.append("\"limit\":").append(weightMax).append("},{\"rateLimitType\":\"RAW_REQUESTS\",");
        out.append("\"interval\":\"MINUTE\",\"intervalNum\":5,\"limit\":61000}],\"exchangeFilters\":[],\"symbols\":[");
        String comma = "";
        for (SymbolTape symbol : symbols) {
            Instrument listed = symbol.instrument();
            out.append(comma);
            symbol(
                    out,
                    listed.symbol(),
                    listed.baseAsset(),
                    listed.quoteAsset(),
                    listed.tickSizeE8(),
                    listed.lotSizeE8());
            comma = ",";
        }
        for (String symbol : further) {
            out.append(comma);
            String base = symbol.substring(0, symbol.length() - ExtraSymbols.QUOTE_ASSET.length());
            symbol(out, symbol, base, ExtraSymbols.QUOTE_ASSET, FURTHER_STEP_E8, FURTHER_STEP_E8);
            comma = ",";
        }
        return out.append("]}").toString();
    }

    private static void symbol(
            StringBuilder out, String symbol, String base, String quote, long tickSizeE8, long lotSizeE8) {
        out.append("{\"symbol\":\"")
                .append(symbol)
                .append("\",\"status\":\"TRADING\",\"baseAsset\":\"")
                .append(base);
        out.append("\",\"baseAssetPrecision\":8,\"quoteAsset\":\"").append(quote);
        out.append("\",\"quotePrecision\":8,\"quoteAssetPrecision\":8,\"orderTypes\":[\"LIMIT\",\"MARKET\"],");
        out.append("\"isSpotTradingAllowed\":true,\"filters\":[{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"");
        out.append(E8Text.padded(tickSizeE8)).append("\",\"maxPrice\":\"1000000.00000000\",\"tickSize\":\"");
        out.append(E8Text.padded(tickSizeE8)).append("\"},{\"filterType\":\"LOT_SIZE\",\"minQty\":\"");
        out.append(E8Text.padded(lotSizeE8)).append("\",\"maxQty\":\"9000000000.00000000\",\"stepSize\":\"");
        out.append(E8Text.padded(lotSizeE8)).append("\"}],\"permissions\":[\"SPOT\"]}");
    }
}
