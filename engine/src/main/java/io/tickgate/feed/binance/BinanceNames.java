package io.tickgate.feed.binance;

import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import java.util.Locale;

/** Spelling of symbols in Binance's stream names. */
final class BinanceNames {
    private BinanceNames() {}

    /** A symbol as stream names spell it: in lower case. */
    static String ofSymbol(String venueSymbol) {
        return venueSymbol.toLowerCase(Locale.ROOT);
    }

    /** The names of the symbols, by the index of their streams. */
    static SymbolTable of(StreamTable streams) {
        return new SymbolTable(streams.streams().stream()
                .map(stream -> ofSymbol(stream.venueSymbol()))
                .toList());
    }
}
