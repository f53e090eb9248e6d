package io.tickgate.feed.coincap;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.FrameSink;
import io.tickgate.feed.decode.Literal;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counters;
import java.nio.charset.StandardCharsets;

/**
 * Reads the frames of CoinCap v3: one object a frame, from slugs to prices, and the sentence that says that the key is not accepted. By
 * the scanner, or where that declines by the parser. Owned by the connection's thread.
 *
 * <p>Fast, without allocation: objects without blanks whose prices are strings, of slugs that are streams or have been noted as unlisted.
 */
public final class CoincapDecoder implements FrameDecoder {
    /** Start of what comes as plain text when the key is bad or its credits are used up. */
    private static final Literal UNAUTHORIZED = new Literal("Unauthorized");

    private final FrameEmitter emitter;
    private final CoincapScanner scanner;
    private final CoincapParser parser;

    /**
     * A decoder that knows no streams yet.
     *
     * @param counters where messages are counted.
     * @param badFrames where bad frames are kept.
     * @param unlisted where slugs with a price are noted that are no streams.
     */
    public CoincapDecoder(Counters counters, BadFrames badFrames, UnlistedSymbols unlisted) {
        emitter = new FrameEmitter("coincap", counters, badFrames);
        scanner = new CoincapScanner(unlisted);
        parser = new CoincapParser(unlisted);
    }

    @Override
    public void streams(StreamTable streams) {
        scanner.streams(streams);
        parser.streams(streams);
    }

    @Override
    public void reset() {
        // Each frame of CoinCap stands for itself.
    }

    @Override
    public void decode(byte[] source, int offset, int length, FrameSink sink) {
        emitter.begin(source, offset, length, sink);
        if (UNAUTHORIZED.isAt(source, offset, offset + length)) {
            int cut = Math.min(length, FeedMessage.TEXT_LENGTH_MAX);
            emitter.message().unauthorized(new String(source, offset, cut, StandardCharsets.UTF_8));
            emitter.emit();
        } else if (!scanner.scan(source, offset, length, emitter)) {
            emitter.countFallback();
            parser.parse(source, offset, length, emitter);
        }
    }
}
