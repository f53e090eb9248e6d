package io.tickgate.feed;

import java.util.List;

/**
 * What a venue said on a connection that is no data.
 *
 * @param kind of it.
 * @param requestId that it answers, or {@link io.tickgate.record.RecordFlyweight#ABSENT}.
 * @param names of what the venue says is subscribed, empty where it does not say.
 * @param text of an error.
 */
record Notice(Kind kind, long requestId, List<String> names, String text) {
    enum Kind {
        /** An acknowledgement. */
        ACK,
        /** An error. */
        ERROR,
        /** The venue will close the connection soon. */
        SHUTDOWN
    }
}
