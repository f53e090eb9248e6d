package io.tickgate.feed;

import java.util.concurrent.TimeUnit;

/**
 * When silence is a stall. Data are ticks and statements about symbols; pings, pongs and acknowledgements are not.
 *
 * @param dataTimeoutNs without any data after which a connection is stalled.
 * @param firstDataNs from the subscription of a stream to its first data, and from its repair to its return.
 * @param heartbeatTimeoutNs without a heartbeat after which a stream is stalled; 0: the venue sends none, silence is judged.
 * @param tradeLagNs for which the venue may name a newer trade than it sent.
 * @param silenceMinNs least silence of a stream among others that is suspected.
 * @param silenceMaxNs silence that is suspected whatever was usual before.
 */
public record WatchSettings(
        long dataTimeoutNs,
        long firstDataNs,
        long heartbeatTimeoutNs,
        long tradeLagNs,
        long silenceMinNs,
        long silenceMaxNs) {
    /**
     * The usual numbers.
     *
     * @param heartbeatTimeoutNs 0 for a venue without heartbeats.
     */
    public static WatchSettings defaults(long heartbeatTimeoutNs) {
        return new WatchSettings(
                TimeUnit.SECONDS.toNanos(30),
                TimeUnit.SECONDS.toNanos(20),
                heartbeatTimeoutNs,
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.MINUTES.toNanos(5));
    }
}
