package io.tickgate.simulator.source;

import io.tickgate.simulator.fault.FaultBoard.Silence;
import io.tickgate.simulator.fault.FrameFaults;
import io.tickgate.simulator.fault.Spoiling;
import io.tickgate.simulator.fault.VenueDialect;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;
import org.jspecify.annotations.Nullable;

/** The last step before the subscribers: each message of a generated market passes the venue's faults here. Owned by the source's thread. */
final class FaultGate {

    private final Topics topics;
    private final VenueFaults venue;
    private final VenueDialect dialect;
    private final FrameFaults frameFaults;

    /** Sends a message to the subscribers of its stream. */
    @FunctionalInterface
    interface Outgoing {

        /**
         * Sends it, at once or, when it has waited for others, later.
         *
         * @param spoiling what is to be done to the payload, null for nothing
         */
        void deliver(@Nullable Spoiling spoiling);
    }

    /** Sends the last trades of a stream to one subscriber. */
    @FunctionalInterface
    interface OldTrades {

        /** At most this many, oldest first. */
        void send(String stream, Subscriber subscriber, long count);
    }

    FaultGate(Topics topics, VenueFaults venue) {
        this.topics = topics;
        this.venue = venue;
        this.dialect = venue.dialect();
        this.frameFaults = new FrameFaults(venue.board());
    }

    /** To be called with each step: enters who has waited, and sends what has. */
    void onStep(OldTrades old) {
        try {
            venue.arrivals().enterDue(topics, old::send);
            frameFaults.onStep();
        } catch (InterruptedException e) {
            // The thread is to end, and looks at that itself.
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the market of this symbol stands still. */
    boolean isPaused(String symbol) {
        return venue.board().silenceOf(symbol) == Silence.PAUSED;
    }

    /** Whether this symbol is quoted and not traded. */
    boolean isUntraded(String symbol) {
        return venue.board().stallOf(symbol, dialect.channels().get(0)) == Silence.PAUSED;
    }

    /** Whether somebody is there for a stream and no fault keeps its messages. */
    boolean isHeard(String stream) {
        if (topics.subscribersOf(stream).length == 0) {
            return false;
        }
        return frameFaults.isIdle() || frameFaults.isHeard(dialect.symbolOf(stream), dialect.channelOf(stream));
    }

    /** Sends a message of one stream, unless a fault keeps it. */
    void send(String stream, Outgoing message) {
        if (isHeard(stream)) {
            message.deliver(spoiling(stream));
        }
    }

    /** The same for a trade, which may also have to wait for others. */
    void sendTrade(String stream, Outgoing trade) {
        if (!isHeard(stream)) {
            return;
        }
        if (frameFaults.isIdle()) {
            trade.deliver(null);
            return;
        }
        Spoiling spoiling = spoiling(stream);
        try {
            frameFaults.sendTrade(dialect.symbolOf(stream), () -> trade.deliver(spoiling));
        } catch (InterruptedException e) {
            // As above.
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be done to the next message of this stream, which somebody will hear; null for nothing. */
    @Nullable
    Spoiling spoiling(String stream) {
        return frameFaults.isIdle()
                ? null
                : frameFaults.spoiling(dialect.symbolOf(stream), dialect.channelOf(stream), dialect.keysOf(stream));
    }
}
