package io.tickgate.gateway.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.BooleanSupplier;

/** The way in from one client: takes what its socket holds, in turns with the others of its thread, which owns it. */
final class Inbound {
    /** Reads of one wake-up, so that a client that sends without end cannot keep the thread. */
    private static final int READS_MAX = 4;

    private final ReadableByteChannel source;
    private final FrameParser parser;
    private final PriceFanOut fanOut;
    private long heardNs;

    Inbound(ReadableByteChannel source, FrameParser.Listener listener, PriceFanOut fanOut, long nowNs) {
        this.source = source;
        this.fanOut = fanOut;
        parser = new FrameParser(listener);
        heardNs = nowNs;
    }

    /**
     * Reads and parses what there is.
     *
     * @param isWanted asked before each read.
     * @return false when the client has ended the stream.
     */
    boolean read(BooleanSupplier isWanted) throws IOException {
        ByteBuffer received = fanOut.received();
        for (int i = 0; i < READS_MAX && isWanted.getAsBoolean(); i++) {
            int count = source.read(received.clear());
            if (count <= 0) {
                return count == 0;
            }
            heardNs = fanOut.clock().nowNs();
            parser.parse(received.flip());
        }
        return true;
    }

    /** Monotonic time at which something last came. */
    long heardNs() {
        return heardNs;
    }
}
