package io.tickgate.feed.binance;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.StreamTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The venue symbols that are subscribed to, and the URL that asks for them. Immutable. */
public final class BinanceStreams {
    /** Most streams of one connection; source: Binance spot WebSocket streams, "WebSocket Limits", read 2026-11. */
    public static final int STREAMS_MAX = 1_024;
    /** Longest request line that common HTTP servers take. */
    public static final int URL_LENGTH_MAX = 8_192;

    /** Trades and best prices. */
    private static final List<String> CHANNELS = List.of("@trade", "@bookTicker");

    private final StreamTable table;
    private final List<String> lowerNames;

    /**
     * Of the streams to subscribe to.
     *
     * @throws IllegalArgumentException when they are too many for one connection, or none.
     */
    public BinanceStreams(List<FeedStream> streams) {
        if (streams.isEmpty() || streams.size() * CHANNELS.size() > STREAMS_MAX) {
            throw new IllegalArgumentException(
                    streams.size() + " symbols; a connection to Binance takes 1 to " + STREAMS_MAX / CHANNELS.size());
        }
        table = new StreamTable(streams);
        lowerNames = streams.stream()
                .map(stream -> BinanceNames.ofSymbol(stream.venueSymbol()))
                .toList();
    }

    /**
     * URL that subscribes by itself, in the combined form: raw quotes could be told by their shape only.
     *
     * @param base of the venue.
     * @param timeUnit to ask for.
     * @throws IllegalArgumentException when it is too long.
     */
    public URI url(URI base, VenueTimeUnit timeUnit) {
        StringBuilder text = new StringBuilder(base.toString().replaceAll("/+$", "")).append("/stream?streams=");
        for (String name : lowerNames) {
            for (String channel : CHANNELS) {
                text.append(encode(name)).append(channel).append('/');
            }
        }
        text.setLength(text.length() - 1);
        if (timeUnit == VenueTimeUnit.MICROSECOND) {
            text.append("&timeUnit=MICROSECOND");
        }
        if (text.length() > URL_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "too many symbols for one URL: " + text.length() + " of at most " + URL_LENGTH_MAX + " characters");
        }
        return URI.create(text.toString());
    }

    /** The same streams for the decoder. */
    public StreamTable table() {
        return table;
    }

    /** Symbols may be any UTF-8; a request line is ASCII. */
    private static String encode(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0) {
                text.append((char) b);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return text.toString();
    }
}
