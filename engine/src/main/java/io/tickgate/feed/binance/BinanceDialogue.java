package io.tickgate.feed.binance;

import io.tickgate.config.SubscribeForm;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.BaseUrls;
import io.tickgate.feed.Dialogue;
import io.tickgate.feed.Opening;
import io.tickgate.feed.decode.FeedStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How Binance spot is spoken to: {@code @trade} and {@code @bookTicker} of each symbol, {@code @ticker} too where a market hangs on it,
 * always in the combined form, as raw quotes could be told by their shape only. Source: binance-spot-api-docs, web-socket-streams.md,
 * read 2026-11.
 */
public final class BinanceDialogue implements Dialogue {
    /** Longest request line that common HTTP servers take. */
    static final int URL_LENGTH_MAX = 8_192;

    private final BaseUrls bases;
    private final VenueTimeUnit timeUnit;
    private final SubscribeForm form;
    private final List<String> sharedNames;

    /**
     * A dialogue.
     *
     * @param bases of the venue.
     * @param timeUnit to ask for.
     * @param form how streams are asked for.
     * @param sharedNames of streams of all symbols, such as {@code !miniTicker@arr}; always in the URL.
     */
    public BinanceDialogue(BaseUrls bases, VenueTimeUnit timeUnit, SubscribeForm form, List<String> sharedNames) {
        this.bases = bases;
        this.timeUnit = timeUnit;
        this.form = form;
        this.sharedNames = List.copyOf(sharedNames);
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
        return form != SubscribeForm.URL;
    }

    @Override
    public boolean fits(Collection<FeedStream> streams) {
        return form != SubscribeForm.URL || inUrl(streams).size() == streams.size();
    }

    @Override
    public Opening opening(List<FeedStream> streams) {
        List<FeedStream> first = form == SubscribeForm.MESSAGE ? List.of() : inUrl(streams);
        List<String> names = new ArrayList<>(sharedNames);
        first.forEach(stream -> names.addAll(names(stream)));
        StringBuilder text = new StringBuilder(names.isEmpty() ? path() : start());
        names.forEach(name -> text.append(encode(name)).append('/'));
        if (!names.isEmpty()) {
            text.setLength(text.length() - 1);
        }
        String end = end();
        text.append(names.isEmpty() ? end.replace('&', '?') : end);
        return new Opening(URI.create(text.toString()), text.toString(), first);
    }

    /** The first streams, as long as the URL does not get too long. */
    private List<FeedStream> inUrl(Collection<FeedStream> streams) {
        int length = start().length() + end().length();
        for (String name : sharedNames) {
            length += encode(name).length() + 1;
        }
        List<FeedStream> first = new ArrayList<>();
        for (FeedStream stream : streams) {
            for (String name : names(stream)) {
                length += encode(name).length() + 1;
            }
            if (length > URL_LENGTH_MAX) {
                break;
            }
            first.add(stream);
        }
        return first;
    }

    private String start() {
        return path() + "?streams=";
    }

    private String path() {
        return bases.text() + "/stream";
    }

    private String end() {
        return timeUnit == VenueTimeUnit.MICROSECOND ? "&timeUnit=MICROSECOND" : "";
    }

    @Override
    public String subscribe(long requestId, List<FeedStream> streams) {
        return message(
                "SUBSCRIBE",
                streams.stream().flatMap(stream -> names(stream).stream()).toList(),
                requestId);
    }

    @Override
    public String unsubscribe(long requestId, List<String> names) {
        return message("UNSUBSCRIBE", names, requestId);
    }

    @Override
    public @Nullable String audit(long requestId) {
        return "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + requestId + "}";
    }

    private static String message(String method, List<String> names, long requestId) {
        StringBuilder text = new StringBuilder("{\"method\":\"").append(method).append("\",\"params\":[");
        for (int i = 0; i < names.size(); i++) {
            text.append(i == 0 ? "\"" : ",\"").append(names.get(i)).append('"');
        }
        return text.append("],\"id\":").append(requestId).append('}').toString();
    }

    @Override
    public List<String> names(FeedStream stream) {
        String symbol = BinanceNames.ofSymbol(stream.venueSymbol());
        return stream.isSettling()
                ? List.of(symbol + "@trade", symbol + "@bookTicker", symbol + "@ticker")
                : List.of(symbol + "@trade", symbol + "@bookTicker");
    }

    @Override
    public List<String> sharedNames() {
        return sharedNames;
    }

    /** Symbols may be any UTF-8; a request line is ASCII. */
    private static String encode(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0) {
                text.append((char) b);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return text.toString();
    }
}
