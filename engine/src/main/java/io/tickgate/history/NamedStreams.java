package io.tickgate.history;

import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.VenueFlyweight;
import io.tickgate.touch.TouchRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The streams of one instrument, by a spelling of its symbol, as a journal's definitions tell of them one after the other. One thread. */
final class NamedStreams {
    private final String wanted;
    private final Map<Integer, String> venues = new HashMap<>();
    private final Map<Integer, String> symbols = new TreeMap<>();
    private final Map<Integer, Integer> instrumentsByStream = new TreeMap<>();
    private final Map<Integer, Integer> venuesByStream = new HashMap<>();
    private final Map<String, MarketFlyweight> markets = new TreeMap<>();
    private int instrumentId;
    private boolean isBySymbol;

    NamedStreams(String symbol) {
        wanted = folded(symbol);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[/_-]", "");
    }

    void onDefinition(RecordKind kind, DirectBuffer record, int length) {
        switch (kind) {
            case VENUE_DEFINED -> {
                VenueFlyweight venue = new VenueFlyweight().wrap(record, 0, length);
                venues.put(venue.venueId(), venue.name());
            }
            case INSTRUMENT_DEFINED -> onInstrument(new InstrumentFlyweight().wrap(record, 0, length));
            case STREAM_DEFINED -> {
                StreamFlyweight stream = new StreamFlyweight().wrap(record, 0, length);
                instrumentsByStream.put(stream.streamId(), stream.instrumentId());
                venuesByStream.put(stream.streamId(), stream.venueId());
            }
            case MARKET_DEFINED -> {
                byte[] copy = new byte[length];
                record.getBytes(0, copy);
                MarketFlyweight market = new MarketFlyweight();
                market.wrap(new UnsafeBuffer(copy), 0, length);
                markets.put(market.name(), market);
            }
            default -> {}
        }
    }

    /** A symbol wins over another instrument's alias. */
    private void onInstrument(InstrumentFlyweight instrument) {
        symbols.put(instrument.instrumentId(), instrument.symbol());
        boolean isSymbol = folded(instrument.symbol()).equals(wanted);
        boolean isAlias = List.of(folded(instrument.aliases()).split(",", -1)).contains(wanted);
        if (isSymbol || (isAlias && !isBySymbol)) {
            instrumentId = instrument.instrumentId();
            isBySymbol = isSymbol;
        }
    }

    /** Whether a stream may be asked for. */
    boolean has(int streamId) {
        Integer instrument = instrumentsByStream.get(streamId);
        return instrument != null && instrument == instrumentId && instrumentId > 0;
    }

    /** The streams that may be asked for. */
    List<Integer> ids() {
        return instrumentsByStream.keySet().stream().filter(this::has).toList();
    }

    /** All symbols that there are, for whoever named another. */
    List<String> symbols() {
        return new ArrayList<>(symbols.values());
    }

    boolean isFound() {
        return instrumentId > 0;
    }

    String symbol() {
        return symbols.getOrDefault(instrumentId, "");
    }

    /** Venues of the instrument's streams. */
    List<String> venues() {
        return ids().stream().map(this::venue).toList();
    }

    String venue(int streamId) {
        return venues.getOrDefault(venuesByStream.getOrDefault(streamId, 0), "");
    }

    /** The stream of a venue, 0 when there is none. */
    int ofVenue(String venue) {
        for (int streamId : instrumentsByStream.keySet()) {
            if (has(streamId) && venue(streamId).equals(venue)) {
                return streamId;
            }
        }
        return 0;
    }

    /** Settlement stream of the instrument's first market, else the first of which something is known. */
    int byDefault(History history) {
        MarketFlyweight market = firstMarket();
        if (market != null) {
            return market.settlementStreamId();
        }
        int first = 0;
        for (int streamId : instrumentsByStream.keySet()) {
            if (has(streamId)) {
                first = first == 0 ? streamId : first;
                if (history.coverage(streamId).headTradeId() != RecordFlyweight.ABSENT) {
                    return streamId;
                }
            }
        }
        return first;
    }

    /** Rule of the first market that a stream settles; null when there is none. */
    @Nullable
    TouchRule rule(int streamId) {
        MarketFlyweight market = firstMarket();
        return market != null && market.settlementStreamId() == streamId ? TouchRule.of(market) : null;
    }

    private @Nullable MarketFlyweight firstMarket() {
        @Nullable MarketFlyweight first = null;
        for (MarketFlyweight market : markets.values()) {
            boolean isOurs = market.instrumentId() == instrumentId && !market.isRetired();
            if (isOurs && (first == null || market.marketId() < first.marketId())) {
                first = market;
            }
        }
        return first;
    }
}
