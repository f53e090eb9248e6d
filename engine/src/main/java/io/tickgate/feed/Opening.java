package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import java.net.URI;
import java.util.List;

/**
 * How a connection begins.
 *
 * @param url to connect to, keys included.
 * @param shownUrl the same for people: keys are masked.
 * @param subscribed streams that the URL itself subscribes to.
 */
public record Opening(URI url, String shownUrl, List<FeedStream> subscribed) {
    /** Keys stay out of every text. */
    @Override
    public String toString() {
        return shownUrl;
    }
}
