package io.tickgate.simulator.stream;

/** One client connection, as a source sees it. Called by the source's thread. */
public interface Subscriber {

    /** What became of a message. */
    enum Offer {
        /** It will be sent, in the order of the offers. */
        ACCEPTED,
        /** The window is full and the message was not taken. */
        FULL,
        /** The connection is closing or gone; the message was not taken. */
        CLOSED
    }

    /** Whether the client wants each payload wrapped with the name of its stream. */
    boolean isCombined();

    /** Whether the connection is open and has asked for this stream. */
    boolean wants(String stream);

    /** Whether the client wants times in microseconds. */
    boolean isMicroseconds();

    /**
     * Offers one text message.
     *
     * @param utf8 is copied, so valid for the call only
     * @return never blocks
     */
    Offer offerText(byte[] utf8, int offset, int length);

    /** The same for a binary message. */
    Offer offerBinary(byte[] bytes, int offset, int length);

    /** Waits until the window has room again, the connection closes, or the time is over. */
    void awaitRoom(long timeoutNs) throws InterruptedException;

    /** Closes a connection that takes its messages too slowly. */
    void closeAsTooSlow();
}
