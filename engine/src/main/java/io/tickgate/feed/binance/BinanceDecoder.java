package io.tickgate.feed.binance;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.FrameSink;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;

/**
 * Reads the frames of Binance spot: trades, best prices, tickers (for their newest trade id), mini tickers one by one and as arrays,
 * acknowledgements, errors and the announced shutdown. By the scanner, or where that declines by the parser. Owned by the connection's
 * thread.
 *
 * <p>Fast, without allocation: trades, best prices, tickers and mini tickers of known symbols in the venue's own order of keys, raw and
 * combined, and arrays of mini tickers whose unknown symbols have been noted before.
 */
public final class BinanceDecoder implements FrameDecoder {
    private final FrameEmitter emitter;
    private final BinanceScanner scanner;
    private final BinanceParser parser;

    /**
     * A decoder that knows no streams yet.
     *
     * @param timeUnit that the URL asks for.
     * @param counters where messages are counted.
     * @param badFrames where bad frames are kept.
     * @param unlisted where symbols of mini tickers are noted that are no streams.
     */
    public BinanceDecoder(VenueTimeUnit timeUnit, Counters counters, BadFrames badFrames, UnlistedSymbols unlisted) {
        emitter = new FrameEmitter("binance", counters, badFrames);
        scanner = new BinanceScanner(timeUnit, unlisted);
        parser = new BinanceParser(timeUnit, unlisted);
    }

    @Override
    public void streams(StreamTable streams) {
        scanner.streams(streams);
        parser.streams(streams);
    }

    @Override
    public void reset() {
        // Each frame of Binance stands for itself.
    }

    @Override
    public void decode(byte[] source, int offset, int length, FrameSink sink) {
        emitter.begin(source, offset, length, sink);
        if (!scanner.scan(source, offset, length, emitter)) {
            emitter.countFallback();
            parser.parse(source, offset, length, emitter);
        }
    }
}
