package io.tickgate.feed;

import java.util.List;

/** A message about subscriptions whose answer is to come. Owned by the control thread. */
final class SubscriptionRequest {
    enum Kind {
        SUBSCRIBE,
        UNSUBSCRIBE,
        AUDIT
    }

    final long id;
    final Kind kind;
    final List<Subscription> batch;
    long deadlineNs;
    /** What the venue said about it, empty for nothing. */
    String error = "";

    SubscriptionRequest(long id, Kind kind, List<Subscription> batch, long deadlineNs) {
        this.id = id;
        this.kind = kind;
        this.batch = batch;
        this.deadlineNs = deadlineNs;
    }
}
