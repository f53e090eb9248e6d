package io.tickgate.feed.decode;

import java.util.List;

/**
 * The venue symbols of a connection and the streams that they mean. Immutable, so that any thread may hand a new one to the
 * connection's thread.
 */
public final class StreamTable {
    /**
     * Most streams of a table: all symbols of the largest venue (1,695 of Binance spot in 2021, 920 of Coinbase in 2026), several times over.
     */
    public static final int STREAMS_MAX = 8_192;

    /** A table without streams. */
    public static final StreamTable EMPTY = new StreamTable(List.of());

    private final List<FeedStream> streams;
    private final int[] streamIds;
    private final SymbolTable symbols;

    /**
     * Of streams.
     *
     * @param streams at most {@value #STREAMS_MAX}; their order is that of the indexes.
     * @throws IllegalArgumentException when they are too many, or two have the same symbol.
     */
    public StreamTable(List<FeedStream> streams) {
        if (streams.size() > STREAMS_MAX) {
            throw new IllegalArgumentException(streams.size() + " streams of at most " + STREAMS_MAX);
        }
        this.streams = List.copyOf(streams);
        streamIds = streams.stream().mapToInt(FeedStream::streamId).toArray();
        symbols = new SymbolTable(streams.stream().map(FeedStream::venueSymbol).toList());
    }

    /** The streams, by index. */
    public List<FeedStream> streams() {
        return streams;
    }

    /** Number of streams. */
    public int count() {
        return streamIds.length;
    }

    /** Finds the index of a symbol from the bytes of its spelling in payloads. */
    public SymbolTable symbols() {
        return symbols;
    }

    /** Id of the stream at an index. */
    public int streamId(int index) {
        return streamIds[index];
    }
}
