package io.tickgate.simulator.source;

import io.tickgate.simulator.market.E8Text;
import io.tickgate.simulator.market.Trade;
import io.tickgate.simulator.tape.SymbolTape;
import io.tickgate.simulator.tape.Tape;
import java.util.List;
import java.util.stream.Stream;

/**
 * The newest trade of a symbol.
 *
 * @param symbol upper case
 * @param tradeId the venue's id, 0 at a venue that has none
 * @param price as text, as the venue writes it
 */
public record LastTrade(String symbol, long tradeId, String price) {

    private static LastTrade of(Trade trade) {
        return new LastTrade(trade.instrument().symbol(), trade.id(), E8Text.padded(trade.priceE8()));
    }

    /** The newest trade of each symbol that has traded. */
    static List<LastTrade> of(Tape tape) {
        return tape.all().stream()
                .map(SymbolTape::lastTrade)
                .flatMap(Stream::ofNullable)
                .map(LastTrade::of)
                .toList();
    }
}
