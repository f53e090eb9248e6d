package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/**
 * How streams are subscribed to on an open connection.
 *
 * @param sendIntervalNs least time between two frames to the venue on a connection, pongs included.
 * @param ackTimeoutNs to wait for an answer.
 * @param rejectedRetryNs until a stream that the venue does not accept is asked for again.
 * @param batchMax most streams of a message.
 * @param channelsMax most channels of a connection, each stream having some.
 */
public record SubscribeSettings(
        long sendIntervalNs, long ackTimeoutNs, long rejectedRetryNs, int batchMax, int channelsMax) {
    /** The usual numbers: 50 ms above the 300 ms that venues bear, for what the network pushes together. */
    public static SubscribeSettings defaults() {
        return new SubscribeSettings(
                TimeUnit.MILLISECONDS.toNanos(350),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.SECONDS.toNanos(60),
                100,
                1_024);
    }
}
