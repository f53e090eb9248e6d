package io.tickgate.feed.coincap;

import io.tickgate.feed.BaseUrls;
import io.tickgate.feed.Dialogue;
import io.tickgate.feed.Opening;
import io.tickgate.feed.decode.FeedStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How CoinCap v3 is spoken to: the assets and the key are in the URL, nothing is sent, so a changed set needs another connection. Form
 * after public clients, as the venue documents none.
 */
public final class CoinCapDialogue implements Dialogue {
    /** Longest request line that common HTTP servers take. */
    static final int URL_LENGTH_MAX = 8_192;

    private static final String MASK = "***";

    private final BaseUrls bases;
    private final String key;
    private final boolean isAll;

    /**
     * A dialogue.
     *
     * @param bases of the venue, such as {@code wss://wss.coincap.io}.
     * @param key not empty; shown nowhere.
     * @param isAll whether all assets of the venue are asked for, not the wanted ones alone.
     */
    public CoinCapDialogue(BaseUrls bases, String key, boolean isAll) {
        this.bases = bases;
        this.key = key;
        this.isAll = isAll;
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
        return false;
    }

    @Override
    public boolean fits(Collection<FeedStream> streams) {
        return url(streams, encode(key)).length() <= URL_LENGTH_MAX;
    }

    @Override
    public Opening opening(List<FeedStream> streams) {
        return new Opening(URI.create(url(streams, encode(key))), url(streams, MASK), streams);
    }

    private String url(Collection<FeedStream> streams, String shownKey) {
        List<String> assets =
                streams.stream().map(stream -> encode(stream.venueSymbol())).toList();
        return bases.text() + "/prices?assets=" + (isAll ? "ALL" : String.join(",", assets)) + "&apiKey=" + shownKey;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String subscribe(long requestId, List<FeedStream> streams) {
        throw new UnsupportedOperationException("nothing is sent to CoinCap");
    }

    @Override
    public String unsubscribe(long requestId, List<String> names) {
        throw new UnsupportedOperationException("nothing is sent to CoinCap");
    }

    @Override
    public @Nullable String audit(long requestId) {
        return null;
    }

    @Override
    public List<String> sharedNames() {
        return isAll ? List.of("ALL") : List.of();
    }

    @Override
    public List<String> names(FeedStream stream) {
        return List.of(stream.venueSymbol());
    }
}
