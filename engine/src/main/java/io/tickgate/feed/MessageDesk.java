package io.tickgate.feed;

import io.tickgate.feed.decode.FeedMessage;
import io.tickgate.feed.decode.FrameSink;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.List;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the frames of one connection say: data go into the ring, statements about the connection to the control thread. Owned by the
 * connection's thread; data allocate nothing.
 */
final class MessageDesk implements FrameSink {
    static final String RING_CLOSED = "the engine takes nothing more";

    private final TickPublisher ticks;
    private final FeedEvents events;
    private final Counters counters;
    private final OneToOneConcurrentArrayQueue<Notice> notices;
    private StreamSet streams;
    private long receivedEpochNs;
    private long nowNs;
    private @Nullable LinkEnd end;
    private boolean isShutdownTold;

    MessageDesk(
            TickPublisher ticks,
            FeedEvents events,
            Counters counters,
            OneToOneConcurrentArrayQueue<Notice> notices,
            StreamSet streams) {
        this.ticks = ticks;
        this.events = events;
        this.counters = counters;
        this.notices = notices;
        this.streams = streams;
    }

    void streams(StreamSet newStreams) {
        streams = newStreams;
    }

    /** Starts with the frames of a read: engine and monotonic time after it. */
    void beginRead(long newReceivedEpochNs, long newNowNs) {
        receivedEpochNs = newReceivedEpochNs;
        nowNs = newNowNs;
    }

    /** Why the connection is to be given up; null to go on. */
    @Nullable
    LinkEnd end() {
        return end;
    }

    /** Follows an event that the control thread has published through this connection. */
    void onReported(int event, int streamId) {
        if (event != FeedEventFlyweight.STALLED && event != FeedEventFlyweight.UNSUBSCRIBED) {
            return;
        }
        if (streamId == FeedEventFlyweight.ALL_STREAMS) {
            streams.streams().forEach(stream -> forgetDelivering(stream.streamId()));
        } else {
            forgetDelivering(streamId);
        }
    }

    private void forgetDelivering(int streamId) {
        StreamActivity activity = streams.activity(streamId);
        if (activity != null) {
            activity.isDelivering(false);
        }
    }

    @Override
    public void onMessage(FeedMessage message) {
        switch (message.kind()) {
            case TRADE, QUOTE, PRICE, NO_TRADE, NEWEST_TRADE, HEARTBEAT -> onData(message);
            case ACK -> tell(new Notice(Notice.Kind.ACK, message.requestId(), message.names(), ""));
            case ERROR -> tell(new Notice(Notice.Kind.ERROR, message.requestId(), List.of(), message.errorText()));
            case SHUTDOWN -> onShutdown();
            case UNAUTHORIZED -> end = LinkEnd.unauthorized(message.errorText());
            case REJECTED, UNKNOWN, MALFORMED -> {
                // Counted by the decoder; a trade that cannot be leaves a hole in coverage.
            }
        }
    }

    private void onData(FeedMessage message) {
        StreamActivity activity = streams.activity(message.streamId());
        if (activity == null) {
            return; // Given up a moment ago.
        }
        activity.onData(nowNs);
        boolean isIn = switch (message.kind()) {
            case TRADE, NO_TRADE -> onTrade(message, activity);
            case NEWEST_TRADE -> onNewestTrade(message, activity);
            case HEARTBEAT -> {
                activity.onHeartbeat(nowNs);
                yield true;
            }
            case QUOTE -> onQuote(message, activity);
            default -> ticks.publish(message, receivedEpochNs);
        };
        if (!isIn) {
            end = LinkEnd.intended(RING_CLOSED);
        }
    }

    private boolean onTrade(FeedMessage message, StreamActivity activity) {
        activity.onTrade(message.id(), nowNs);
        if (!activity.isDelivering()) {
            activity.isDelivering(true);
            events.publish(FeedEventFlyweight.DELIVERING, activity.streamId(), "first trade");
        }
        return ticks.publish(message, receivedEpochNs);
    }

    private boolean onNewestTrade(FeedMessage message, StreamActivity activity) {
        if (message.watermarkSource() == WatermarkFlyweight.LAST_MATCH) {
            activity.onOldTrade(message.id());
        } else {
            activity.onNewestTrade(message.id(), nowNs);
        }
        if (!streams.isSettling(message.streamId())) {
            return true; // Nothing settles by its coverage, and each watermark of it would cost room in ring and
            // journal.
        }
        return ticks.publish(message, receivedEpochNs);
    }

    private boolean onQuote(FeedMessage message, StreamActivity activity) {
        if (activity.takeQuote(message.id())) {
            return ticks.publish(message, receivedEpochNs);
        }
        counters.increment(Counter.QUOTES_REPEATED);
        return true;
    }

    private void onShutdown() {
        if (!isShutdownTold) {
            isShutdownTold = true;
            tell(new Notice(Notice.Kind.SHUTDOWN, StreamActivity.NONE, List.of(), ""));
        }
    }

    /** A venue may repeat itself with each frame; what there is no room for is counted. */
    private void tell(Notice notice) {
        if (!notices.offer(notice)) {
            isShutdownTold &= notice.kind() != Notice.Kind.SHUTDOWN;
            counters.increment(Counter.NOTICES_DROPPED);
        }
    }
}
