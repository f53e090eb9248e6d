package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.AsciiBuffer;
import io.tickgate.simulator.binance.Rendering;
import io.tickgate.simulator.fault.FrameFaults;
import io.tickgate.simulator.fault.Spoiling;
import io.tickgate.simulator.fault.VenueDialect;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Topics;

/** The last step before the subscribers: each message passes the venue's faults here. Owned by the source's thread. */
final class Sender {

    private final Topics topics;
    private final Rendering rendering;
    private final VenueFaults venue;
    private final FrameFaults frameFaults;

    Sender(Topics topics, VenueFaults venue, Rendering rendering) {
        this.topics = topics;
        this.rendering = rendering;
        this.venue = venue;
        this.frameFaults = new FrameFaults(venue.board());
    }

    /** To be called with each step: enters who has waited, and sends what has. */
    void onStep(Arrivals old) {
        try {
            venue.arrivals().enterDue(topics, old::send);
            frameFaults.onStep();
        } catch (InterruptedException e) {
            // The thread is to end, and looks at that itself.
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the last trades of a stream to one subscriber. */
    interface Arrivals {

        /** At most this many, oldest first. */
        void send(String stream, Subscriber subscriber, long count);
    }

    /** Sends a message of one stream, unless a fault keeps it. */
    void send(String stream, Rendering.Payload payload) {
        if (isHeard(stream)) {
            deliver(stream, payload);
        }
    }

    /** The same for a trade, which may also have to wait for others. */
    void sendTrade(String stream, Rendering.Payload payload) {
        if (!isHeard(stream)) {
            return;
        }
        if (frameFaults.isIdle()) {
            deliver(stream, payload);
            return;
        }
        try {
            frameFaults.sendTrade(venue.dialect().symbolOf(stream), () -> deliver(stream, payload));
        } catch (InterruptedException e) {
            // As above.
            Thread.currentThread().interrupt();
        }
    }

    private boolean isHeard(String stream) {
        if (topics.subscribersOf(stream).length == 0) {
            return false;
        }
        VenueDialect dialect = venue.dialect();
        return frameFaults.isIdle() || frameFaults.isHeard(dialect.symbolOf(stream), dialect.channelOf(stream));
    }

    private void deliver(String stream, Rendering.Payload payload) {
        rendering.deliver(
                stream, frameFaults.isIdle() ? payload : spoilt(stream, payload), topics.subscribersOf(stream));
    }

    private Rendering.Payload spoilt(String stream, Rendering.Payload payload) {
        VenueDialect dialect = venue.dialect();
        String channel = dialect.channelOf(stream);
        Spoiling spoiling = frameFaults.spoiling(dialect.symbolOf(stream), channel, dialect.keysOf(channel));
        if (spoiling == null) {
            return payload;
        }
        return (microseconds, out) -> {
            AsciiBuffer plain = new AsciiBuffer();
            payload.write(microseconds, plain);
            out.add(spoiling.apply(plain.toString()));
        };
    }
}
