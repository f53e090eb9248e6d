package io.tickgate.simulator.tape;

import io.tickgate.simulator.market.Instrument;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tapes of all symbols of one venue. The symbols never change; any thread may look them up. */
public final class Tape {

    private final Map<String, SymbolTape> symbols;
    private volatile long startEpochUs;

    /**
     * Creates empty tapes.
     *
     * @param instruments in the order of the listing
     * @param tradesMax of each symbol
     */
    public Tape(List<Instrument> instruments, int tradesMax) {
        Map<String, SymbolTape> tapes = new LinkedHashMap<>();
        instruments.forEach(each -> tapes.put(each.symbol(), new SymbolTape(each, tradesMax)));
        this.symbols = Collections.unmodifiableMap(tapes);
    }

    /** Says when the market starts, microseconds since 1970; before the first trade. */
    public void startsAt(long epochUs) {
        startEpochUs = epochUs;
        symbols.values().forEach(tape -> tape.trades().startsAt(epochUs));
    }

    /** When the market has started, microseconds since 1970. */
    public long startEpochUs() {
        return startEpochUs;
    }

    /** The tape of a symbol in upper case, null if it is not listed. */
    public @Nullable SymbolTape find(String symbol) {
        return symbols.get(symbol);
    }

    /** The tape of an instrument that is listed. */
    public SymbolTape of(Instrument instrument) {
        return Objects.requireNonNull(symbols.get(instrument.symbol()));
    }

    /** All of them, in the order of the listing. */
    public Collection<SymbolTape> all() {
        return symbols.values();
    }
}
