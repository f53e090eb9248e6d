package io.tickgate.feed.coinbase;

import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.FrameSink;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;

/**
 * Reads the frames of Coinbase Exchange: tickers as quotes, matches as trades, the newest trade ids of tickers, heartbeats and of
 * {@code last_match}, what is subscribed, and errors. By the scanner, or where that declines by the parser. Owned by the connection's
 * thread.
 *
 * <p>Fast, without allocation: tickers, matches, last matches and heartbeats of known products in the orders of keys that were seen on
 * the wire and that the documentation shows.
 */
public final class CoinbaseDecoder implements FrameDecoder {
    private final FrameEmitter emitter;
    private final CoinbaseSequences sequences = new CoinbaseSequences();
    private final CoinbaseScanner scanner = new CoinbaseScanner(sequences);
    private final CoinbaseParser parser = new CoinbaseParser(sequences);

    /**
     * A decoder that knows no streams yet.
     *
     * @param counters where messages are counted.
     * @param badFrames where bad frames are kept.
     */
    public CoinbaseDecoder(Counters counters, BadFrames badFrames) {
        emitter = new FrameEmitter("coinbase", counters, badFrames);
    }

    @Override
    public void streams(StreamTable streams) {
        sequences.streams(streams);
        scanner.streams(streams);
        parser.streams(streams);
    }

    @Override
    public void reset() {
        sequences.reset();
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
