package io.tickgate.feed;

import io.tickgate.feed.decode.FrameDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one venue over sockets, in two places: a successor beside the one that it takes over from. Their threads are the
 * venue's name with {@code -1} and {@code -2}. Owned by the control thread.
 */
final class SocketLinks implements LinkOpener {
    private static final int PLACES = 2;
    private static final long CLOSE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    private final List<ConnectionPlace> places = new ArrayList<>();

    /**
     * Places without connections.
     *
     * @param settings of the venue.
     * @param decoders makes a decoder for each place.
     * @param context of the process.
     */
    SocketLinks(FeedSettings settings, Supplier<FrameDecoder> decoders, FeedContext context) {
        for (int i = 1; i <= PLACES; i++) {
            places.add(new ConnectionPlace(settings.venue() + "-" + i, settings, decoders.get(), context));
        }
    }

    @Override
    public @Nullable Link open(LinkRequest request) {
        for (ConnectionPlace place : places) {
            if (place.isFree()) {
                return place.open(request);
            }
        }
        return null;
    }

    @Override
    public void awaitEnd() {
        long startNs = System.nanoTime();
        for (ConnectionPlace place : places) {
            FeedConnection connection = place.connection();
            long leftNs = CLOSE_TIMEOUT_NS - (System.nanoTime() - startNs);
            if (connection != null && leftNs > 0) {
                try {
                    connection.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(leftNs)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
