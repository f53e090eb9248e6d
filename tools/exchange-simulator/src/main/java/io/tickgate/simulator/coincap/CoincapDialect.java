package io.tickgate.simulator.coincap;

import io.tickgate.simulator.fault.FrameKeys;
import io.tickgate.simulator.fault.FrameSort;
import io.tickgate.simulator.fault.VenueDialect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What faults have to know of CoinCap's messages: one price for each asset, by its id. The price stands for a bid that may be missing. */
public final class CoincapDialect implements VenueDialect {

    private static final String CHANNEL = "price";

    @Override
    public String venue() {
        return "coincap";
    }

    @Override
    public String symbolOf(String stream) {
        return slugOf(stream).toUpperCase(Locale.ROOT);
    }

    private static String slugOf(String stream) {
        return stream.substring(0, stream.indexOf('@'));
    }

    @Override
    public String channelOf(String stream) {
        return CHANNEL;
    }

    @Override
    public FrameKeys keysOf(String stream) {
        String slug = slugOf(stream);
        return FrameKeys.of(FrameSort.QUOTE, Set.of(slug), Set.of()).withBook(slug, "", "", "");
    }

    @Override
    public List<String> channels() {
        return List.of(CHANNEL);
    }

    /** None is known. */
    @Override
    public @Nullable String shutdownNotice(boolean combined, long epochMs) {
        return null;
    }

    @Override
    public String bigFrameHead(boolean combined, String symbol) {
        return "{\"data\":[";
    }

    @Override
    public String bigFrameTail(boolean combined) {
        return "]}";
    }
}
