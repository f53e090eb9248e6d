package io.tickgate.feed;

import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.feed.websocket.FrameReader;
import io.tickgate.feed.websocket.WebSocketClient;
import io.tickgate.input.InputPublisher;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the connections that follow each other in one of a feed's two places share: name, buffers, decoder and the way into the ring.
 * Used by one connection at a time, on its thread.
 */
final class ConnectionPlace {
    final String name;
    final FeedSettings settings;
    final FeedContext context;
    final FrameReader frames;
    final FrameDecoder decoder;
    final TickPublisher ticks;
    private final InputPublisher publisher;
    private @Nullable FeedConnection connection;

    ConnectionPlace(String name, FeedSettings settings, FrameDecoder decoder, FeedContext context) {
        this.name = name;
        this.settings = settings;
        this.decoder = decoder;
        this.context = context;
        publisher = context.publishers().get();
        frames = new FrameReader(settings.frameMaxBytes());
        ticks = new TickPublisher(publisher, context.counters());
    }

    WebSocketClient newClient(URI url) {
        return new WebSocketClient(url, context.tls(), context.random(), context.clock()::nowNs);
    }

    FeedEvents newEvents(long connectionId) {
        return new FeedEvents(settings.venueId(), connectionId, context.clock(), publisher, context.counters());
    }

    /** Whether no connection is here, or the last one publishes nothing more. */
    boolean isFree() {
        return connection == null || connection.end() != null;
    }

    /** Begins a connection here. */
    FeedConnection open(LinkRequest request) {
        FeedConnection opened = new FeedConnection(this, request);
        connection = opened;
        opened.start();
        return opened;
    }

    @Nullable
    FeedConnection connection() {
        return connection;
    }
}
