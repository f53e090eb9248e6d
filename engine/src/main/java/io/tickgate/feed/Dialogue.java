package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a venue is spoken to: URL, subscriptions, audit. Owned by the control thread. */
public interface Dialogue {
    /** Host that is connected to, for people and for the budget of attempts. */
    String host();

    /** URL for a connection, with as many of the streams as it subscribes to. */
    Opening opening(List<FeedStream> streams);

    /** A connection did not come about or brought nothing: the next one may go to another address. */
    void onFailed();

    /** Whether an open connection can take other streams; otherwise a changed set needs another connection. */
    boolean isChangeable();

    /** Whether one connection can carry the streams, by the rules of URLs; the number of channels is judged elsewhere. */
    boolean fits(Collection<FeedStream> streams);

    /**
     * Message that subscribes.
     *
     * @param requestId that the answer names, where the venue knows such.
     * @param streams at least one.
     */
    String subscribe(long requestId, List<FeedStream> streams);

    /**
     * Message that unsubscribes.
     *
     * @param requestId likewise.
     * @param names of channels, as of {@link #names} or from an answer of the venue.
     */
    String unsubscribe(long requestId, List<String> names);

    /** Message that asks what is subscribed; null where each acknowledgement says it. */
    @Nullable
    String audit(long requestId);

    /** Channels of a stream as the venue lists them. */
    List<String> names(FeedStream stream);

    /** Channels that belong to no single stream, which an audit must not remove. */
    default List<String> sharedNames() {
        return List.of();
    }
}
