package io.tickgate.feed;

import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.BinanceMessage.Kind;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;

/**
 * Turns the payload of a text frame into a message: by the scanner, or where that does not know the frame by the parser. Counts what
 * will not be published. Owned by the feed's thread; allocates nothing while the scanner knows the frames.
 */
final class BinanceDecoder {
    private final Counters counters;
    private final BinanceMessage message;
    private final BinanceScanner scanner;
    private final BinanceParser parser;

    BinanceDecoder(BinanceStreams streams, VenueTimeUnit timeUnit, Counters counters) {
        this.counters = counters;
        message = new BinanceMessage(timeUnit);
        scanner = new BinanceScanner(streams);
        parser = new BinanceParser(streams);
    }

    /**
     * Decodes a frame.
     *
     * @param source that holds the payload.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return what it says, valid until the next call.
     */
    BinanceMessage decode(byte[] source, int offset, int length) {
        if (!scanner.scan(source, offset, length, message)) {
            counters.increment(Counter.FRAMES_FALLBACK);
            parser.parse(source, offset, length, message);
        }
        message.conclude();
        count(message.kind());
        return message;
    }

    /** What the venue said in the last {@link Kind#ERROR}. */
    String errorText() {
        return parser.errorText();
    }

    private void count(Kind kind) {
        switch (kind) {
            case REJECTED -> counters.increment(Counter.TICKS_REJECTED);
            case UNKNOWN -> counters.increment(Counter.FRAMES_UNKNOWN);
            case CONTROL, SHUTDOWN -> counters.increment(Counter.FRAMES_CONTROL);
            case ERROR -> counters.increment(Counter.FRAMES_ERROR);
            case MALFORMED -> counters.increment(Counter.FRAMES_MALFORMED);
            case TRADE, QUOTE -> {
                // Counted where they are published.
            }
        }
    }
}
