package io.tickgate.feed.coinbase;

import io.tickgate.feed.BaseUrls;
import io.tickgate.feed.Dialogue;
import io.tickgate.feed.Opening;
import io.tickgate.feed.decode.FeedStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How Coinbase Exchange is spoken to: channels {@code ticker}, {@code matches} and {@code heartbeat} of each product. Nothing is in the
 * URL: the first message must come within 5 s of the opening. Each acknowledgement lists all that is subscribed. Source:
 * docs.cdp.coinbase.com/exchange/websocket-feed, read 2026-11.
 */
public final class CoinbaseDialogue implements Dialogue {
    private static final List<String> CHANNELS = List.of("ticker", "matches", "heartbeat");

    private final BaseUrls bases;

    /**
     * A dialogue.
     *
     * @param bases of the venue.
     */
    public CoinbaseDialogue(BaseUrls bases) {
        this.bases = bases;
    }

    @Override
    public String host() {
        return bases.current().getHost();
    }

    @Override
    public void onFailed() {
        bases.next();
    }

    @Override
    public boolean isChangeable() {
        return true;
    }

    @Override
    public boolean fits(Collection<FeedStream> streams) {
        return true;
    }

    @Override
    public Opening opening(List<FeedStream> streams) {
        return new Opening(bases.current(), bases.current().toString(), List.of());
    }

    @Override
    public String subscribe(long requestId, List<FeedStream> streams) {
        List<String> products = streams.stream().map(FeedStream::venueSymbol).toList();
        return "{\"type\":\"subscribe\",\"product_ids\":" + array(products) + ",\"channels\":" + array(CHANNELS) + "}";
    }

    @Override
    public String unsubscribe(long requestId, List<String> names) {
        Map<String, Set<String>> productsByChannel = new LinkedHashMap<>();
        for (String name : names) {
            int colon = name.indexOf(':');
            if (colon > 0) {
                productsByChannel
                        .computeIfAbsent(name.substring(0, colon), channel -> new TreeSet<>())
                        .add(name.substring(colon + 1));
            }
        }
        StringBuilder channels = new StringBuilder();
        productsByChannel.forEach((channel, products) -> channels.append(channels.isEmpty() ? "" : ",")
                .append("{\"name\":\"")
                .append(channel)
                .append("\",\"product_ids\":")
                .append(array(products))
                .append('}'));
        return "{\"type\":\"unsubscribe\",\"channels\":[" + channels + "]}";
    }

    /** None: each acknowledgement is one. */
    @Override
    public @Nullable String audit(long requestId) {
        return null;
    }

    @Override
    public List<String> names(FeedStream stream) {
        return CHANNELS.stream()
                .map(channel -> channel + ":" + stream.venueSymbol())
                .toList();
    }

    private static String array(Collection<String> values) {
        return values.isEmpty() ? "[]" : "[\"" + String.join("\",\"", values) + "\"]";
    }
}
