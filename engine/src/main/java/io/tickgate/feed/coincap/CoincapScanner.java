package io.tickgate.feed.coincap;

import io.tickgate.feed.decode.FrameCursor;
import io.tickgate.feed.decode.FrameEmitter;
import io.tickgate.feed.decode.Literal;
import io.tickgate.feed.decode.PriceBatch;
import io.tickgate.feed.decode.StreamTable;
import io.tickgate.feed.decode.SymbolTable;
import io.tickgate.feed.decode.UnlistedSymbols;
import io.tickgate.record.RecordFlyweight;

/**
 * Reads maps of slugs to prices, written as {@code {"bitcoin":"67123.45","ethereum":"3456.7"}}. Anything else is not an error: it is
 * left to {@link CoincapParser}. Allocates nothing.
 *
 * <p>Source of the shape: clients of CoinCap v3, read 2026-11. Owned by the connection's thread.
 */
final class CoincapScanner {
    private static final Literal START = new Literal("{\"");
    private static final Literal COLON = new Literal("\":\"");
    private static final Literal NEXT = new Literal("\",\"");
    private static final Literal END = new Literal("\"}");

    private final FrameCursor in = new FrameCursor();
    private final PriceBatch prices = new PriceBatch(1);
    private final UnlistedSymbols unlisted;
    private StreamTable streams = StreamTable.EMPTY;
    /** Number of the last frame that had the slug of a stream, by index, so that a slug that comes twice is seen. */
    private long[] frameOfStream = {};
    /** The same of unlisted slugs; made when there are any. */
    private long[] frameOfUnlisted = {};

    private long frame;

    CoincapScanner(UnlistedSymbols unlisted) {
        this.unlisted = unlisted;
    }

    void streams(StreamTable newStreams) {
        streams = newStreams;
        frameOfStream = new long[newStreams.count()];
    }

    /** Reads a frame; false, and nothing given on, when it has another shape. */
    boolean scan(byte[] source, int offset, int length, FrameEmitter emitter) {
        in.wrap(source, offset, length);
        prices.clear();
        frame++;
        if (!in.literal(START)) {
            return false;
        }
        do {
            if (!price()) {
                return false;
            }
        } while (in.literal(NEXT));
        if (!in.literal(END) || !in.isAtEnd()) {
            return false;
        }
        prices.give(emitter);
        return true;
    }

    private boolean price() {
        int start = in.position();
        int length = in.until('"');
        int index = streams.symbols().find(in.source(), start, length);
        if (index == SymbolTable.UNKNOWN) {
            return isFirstOfUnlisted(unlisted.find(in.source(), start, length)) && in.literal(COLON) && in.plainText();
        }
        boolean isFirst = frameOfStream[index] != frame;
        frameOfStream[index] = frame;
        if (!isFirst || !in.literal(COLON)) {
            return false;
        }
        long priceE8 = in.decimal();
        prices.add(streams.streamId(index), RecordFlyweight.ABSENT, priceE8, in.outcome());
        return true;
    }

    private boolean isFirstOfUnlisted(int place) {
        if (place == UnlistedSymbols.NOT_NOTED) {
            return false;
        }
        if (frameOfUnlisted.length == 0) {
            frameOfUnlisted = new long[UnlistedSymbols.SLOTS];
        }
        boolean isFirst = frameOfUnlisted[place] != frame;
        frameOfUnlisted[place] = frame;
        return isFirst;
    }
}
