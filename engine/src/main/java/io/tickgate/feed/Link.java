package io.tickgate.feed;

import org.jspecify.annotations.Nullable;

/**
 * One connection as the control thread sees it, from the attempt to its end. Orders are carried out by the connection's thread in the
 * order given. An interface so that the state machine can be tested without sockets.
 */
interface Link {
    /** Name of its thread. */
    String name();

    /** Whether it is through its handshake; stays true. */
    boolean isOpen();

    /** How it ended, once its thread publishes nothing more; null before. */
    @Nullable
    LinkEnd end();

    /** The oldest thing that the venue said and that was not taken yet; null for none. */
    @Nullable
    Notice poll();

    /**
     * Sends a message, not sooner than the pace allows.
     *
     * @return false when too much waits already: the connection is of no more use.
     */
    boolean send(String message);

    /**
     * Publishes an event of a stream, or of the whole connection.
     *
     * @param event a constant of {@link io.tickgate.record.FeedEventFlyweight}.
     * @param streamId of the stream, or 0.
     * @param text for people.
     * @return false when too much waits already.
     */
    boolean report(int event, int streamId, String text);

    /**
     * Sets the streams that the connection knows from now on.
     *
     * @return false when too much waits already.
     */
    boolean streams(StreamSet streams);

    /** Closes it; {@link #end()} follows. The first reason holds. */
    void close(String reason);

    /** Closes it as broken; {@link #end()} follows. The first reason holds. */
    void fail(String reason);

    /** Looks whether it is stuck, and then closes it. To be called several times a second. */
    void watch(long nowNs);
}
