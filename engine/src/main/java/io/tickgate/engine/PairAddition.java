package io.tickgate.engine;

import io.tickgate.config.InstrumentSpelling;
import io.tickgate.config.SourceConfig;
import io.tickgate.config.SourceMode;
import io.tickgate.config.TickgateConfig;
import io.tickgate.config.Venue;
import io.tickgate.config.VenueSymbol;
import io.tickgate.pairs.PairRefusal;
import io.tickgate.pairs.PairRefusedException;
import io.tickgate.pairs.PairRequest;
import io.tickgate.record.InstrumentFlyweight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a pair that is to be added, against what there is. Nothing is changed before {@link #define}. Used once, on the control
 * thread.
 */
final class PairAddition {
    private final PairTable table;
    private final TickgateConfig config;
    private final PairRequest request;
    private final List<VenueSymbol> venueSymbols;
    private final SourceConfig source;
    /** Pairs of all symbols of a venue that give way. */
    private final Set<Pair> givingWay = new LinkedHashSet<>();

    PairAddition(PairTable table, TickgateConfig config, PairRequest request) throws PairRefusedException {
        this.table = table;
        this.config = config;
        this.request = request;
        checkNames();
        venueSymbols = venueSymbols();
        source = source();
    }

    private void checkNames() throws PairRefusedException {
        if (!InstrumentSpelling.isSymbol(request.symbol())) {
            throw invalid("symbol", "must be " + InstrumentSpelling.symbolRange());
        }
        if (request.aliases().size() > InstrumentSpelling.ALIASES_MAX) {
            throw invalid("aliases", "must be at most " + InstrumentSpelling.ALIASES_MAX);
        }
        Set<String> spellings = new HashSet<>();
        for (String alias : request.aliases()) {
            if (!InstrumentSpelling.isAlias(alias) || !spellings.add(InstrumentSpelling.plain(alias))) {
                throw invalid("aliases", "must each be " + InstrumentSpelling.aliasRange() + ", and no two alike");
            }
        }
    }

    private static PairRefusedException invalid(String field, String why) {
        return new PairRefusedException(PairRefusal.INVALID, field, "\"" + field + "\" " + why + ".");
    }

    private List<VenueSymbol> venueSymbols() throws PairRefusedException {
        List<VenueSymbol> result = new ArrayList<>();
        for (Venue venue : Venue.values()) {
            String symbol = switch (venue) {
                case BINANCE -> request.binance();
                case COINBASE -> request.coinbase();
                case COINCAP -> request.coincap();
            };
            if (!symbol.isEmpty()) {
                if (!InstrumentSpelling.isVenueSymbol(venue, symbol)) {
                    throw invalid(venue.label(), "must be " + InstrumentSpelling.venueSymbolRange(venue));
                }
                result.add(new VenueSymbol(venue, symbol));
            }
        }
        if (result.isEmpty()) {
            throw new PairRefusedException(
                    PairRefusal.INVALID,
                    "binance",
                    "A symbol at one venue at least is needed: binance, coinbase, coincap.");
        }
        return result;
    }

    private SourceConfig source() throws PairRefusedException {
        SourceMode mode = request.source().isEmpty() ? config.sources().mode() : mode(request.source());
        SourceConfig defaults = config.sources().of(mode);
        if (defaults.venuesMin() > venueSymbols.size()) {
            throw invalid("source", "needs symbols at " + defaults.venuesMin() + " venues");
        }
        return defaults;
    }

    private static SourceMode mode(String text) throws PairRefusedException {
        for (SourceMode mode : SourceMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw invalid("source", "must be failover, best or index");
    }

    /**
     * The pair that is there already, with this very content.
     *
     * @return null when there is none.
     * @throws PairRefusedException when there is one with other content.
     */
    @Nullable
    Pair same() throws PairRefusedException {
        Pair held = table.byName(request.symbol());
        if (held == null || held.isOfAllMarket() || !held.symbol().equals(request.symbol())) {
            return null;
        }
        boolean isSame = new HashSet<>(held.aliases()).equals(new HashSet<>(request.aliases()))
                && new HashSet<>(held.venueSymbols()).equals(new HashSet<>(venueSymbols))
                && held.mode() == source.mode();
        if (isSame) {
            return held;
        }
        throw new PairRefusedException(
                PairRefusal.EXISTS, "symbol", held.symbol() + " is there with other content; remove it first.");
    }

    /** Refuses what others have taken or what there is no room for. Call after {@link #same}. */
    void check() throws PairRefusedException {
        checkName("symbol", request.symbol());
        for (String alias : request.aliases()) {
            checkName("aliases", alias);
        }
        for (VenueSymbol each : venueSymbols) {
            Pair holder = table.byVenueSymbol(each);
            if (holder != null && !mayGiveWay(holder)) {
                throw new PairRefusedException(
                        PairRefusal.VENUE_SYMBOL_TAKEN,
                        each.venue().label(),
                        each.symbol() + " belongs to " + holder.symbol() + ".");
            }
        }
        checkRoom();
    }

    private void checkName(String field, String name) throws PairRefusedException {
        Pair holder = table.byName(name);
        if (holder != null && !mayGiveWay(holder)) {
            throw new PairRefusedException(
                    PairRefusal.NAME_TAKEN, field, "\"" + name + "\" means " + holder.symbol() + ".");
        }
    }

    /** A pair of all symbols of a venue gives way to one that an operator asks for. */
    private boolean mayGiveWay(Pair holder) {
        if (holder.isOfAllMarket()) {
            givingWay.add(holder);
        }
        return holder.isOfAllMarket();
    }

    private void checkRoom() throws PairRefusedException {
        boolean isAnyOn = false;
        for (VenueSymbol each : venueSymbols) {
            isAnyOn |= config.venues().connection(each.venue()).isEnabled();
            if (table.subscribedAt(each.venue()) >= each.venue().symbolsMax()) {
                throw new PairRefusedException(
                        PairRefusal.TOO_MANY,
                        each.venue().label(),
                        "There are " + each.venue().symbolsMax() + " symbols of "
                                + each.venue().label() + ", as many as one connection carries.");
            }
        }
        if (!isAnyOn) {
            throw new PairRefusedException(PairRefusal.VENUE_OFF, null, "None of its venues is on.");
        }
        DefinitionIds ids = table.writer().ids();
        if (ids.freeInstruments() < 1 || ids.freeStreams() < venueSymbols.size()) {
            throw new PairRefusedException(
                    PairRefusal.TOO_MANY, null, "All ids of this data folder are used, and ids are never reused.");
        }
    }

    /** The pairs that have to be retired first. */
    Set<Pair> givingWay() {
        return givingWay;
    }

    /** Defines it. */
    Pair define(long nowEpochNs) {
        return table.define(
                nowEpochNs, InstrumentFlyweight.ADMIN, request.symbol(), request.aliases(), venueSymbols, source);
    }
}
