package io.tickgate.status;

/**
 * What is known of one connection. Immutable.
 *
 * @param name of its thread.
 * @param connectionId unique in the process; as in FEED_EVENT records.
 * @param url without keys.
 * @param isOpen whether it is through its handshake.
 * @param isSuccessor whether it is to take over from another.
 * @param openedEpochNs when it was, 0 while it is not.
 * @param replacedEpochNs when it will be replaced because of its age, 0 while it is not open.
 * @param lastDataEpochNs of its newest data, 0 for none.
 * @param streamsSubscribed streams that the venue has confirmed on it.
 * @param streamsDelivering streams of which it brought data lately.
 */
public record ConnectionStatus(
        String name,
        long connectionId,
        String url,
        boolean isOpen,
        boolean isSuccessor,
        long openedEpochNs,
        long replacedEpochNs,
        long lastDataEpochNs,
        int streamsSubscribed,
        int streamsDelivering) {}
