package io.tickgate.feed.decode;

import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;

/**
 * The way out of a decoder: concludes each message of the frame at hand, counts it, keeps the frame if it is bad, and gives the message
 * on. Owned by the connection's thread; allocates nothing for good messages.
 */
public final class FrameEmitter {
    private static final byte[] NO_FRAME = new byte[0];

    private final String venue;
    private final Counters counters;
    private final BadFrames badFrames;
    private final FeedMessage message = new FeedMessage();
    private byte[] source = NO_FRAME;
    private int offset;
    private int length;
    private FrameSink sink = ignored -> {};
    private boolean isKept;
    private int count;

    /**
     * For a decoder.
     *
     * @param venue label that bad frames are kept under.
     * @param counters where messages are counted.
     * @param badFrames where bad frames are kept.
     */
    public FrameEmitter(String venue, Counters counters, BadFrames badFrames) {
        this.venue = venue;
        this.counters = counters;
        this.badFrames = badFrames;
    }

    /** Starts a frame. */
    public void begin(byte[] newSource, int newOffset, int newLength, FrameSink newSink) {
        source = newSource;
        offset = newOffset;
        length = newLength;
        sink = newSink;
        isKept = false;
        count = 0;
    }

    /** The message to fill. */
    public FeedMessage message() {
        return message;
    }

    /** Number of messages that the frame has given so far. */
    public int count() {
        return count;
    }

    /** Gives on what the message says now. */
    public void emit() {
        message.conclude();
        count++;
        if (!message.isGood()) {
            tally();
        }
        sink.onMessage(message);
    }

    /** Counts a frame that only the tolerant parser can read. */
    public void countFallback() {
        counters.increment(Counter.FRAMES_FALLBACK);
    }

    /** Gives on that the frame is of no use. */
    public void emitUnknown() {
        message.unknown();
        emit();
    }

    private void tally() {
        switch (message.kind()) {
            case REJECTED -> bad(Counter.TICKS_REJECTED);
            case MALFORMED -> bad(Counter.FRAMES_MALFORMED);
            case UNKNOWN -> counters.increment(Counter.FRAMES_UNKNOWN);
            case ACK, SHUTDOWN -> counters.increment(Counter.FRAMES_CONTROL);
            case ERROR, UNAUTHORIZED -> counters.increment(Counter.FRAMES_ERROR);
            case TRADE, QUOTE, PRICE, NO_TRADE, NEWEST_TRADE, HEARTBEAT -> {
                // Counted where they are published.
            }
        }
    }

    private void bad(Counter total) {
        counters.increment(total);
        counters.increment(message.reason().counter());
        if (!isKept) {
            isKept = true; // Once a frame, however many of its ticks are bad.
            badFrames.record(venue, message.reason().label(), source, offset, length);
        }
    }
}
