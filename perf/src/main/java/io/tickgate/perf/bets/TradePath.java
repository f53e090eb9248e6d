package io.tickgate.perf.bets;

import io.tickgate.perf.ticks.Frames;
import io.tickgate.record.E8;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An endless way of prices with the steps and pauses of recorded trades: forward, then back, so that it neither ends nor drifts away.
 * Without a recording the made-up trades that {@link Frames} gives.
 */
final class TradePath {
    private static final long NS_PER_MS = 1_000_000;

    private final long[] pricesE8;
    private final long[] timesNs;
    private int at;
    private int step = 1;
    private long pauseNs;

    TradePath(Path data) {
        Frames frames = Frames.load(data, Frames.Kind.TRADE);
        List<String> trades = new ArrayList<>();
        for (int i = 0; i < frames.count(); i++) {
            trades.add(new String(frames.bytes(), frames.offset(i), frames.length(i), StandardCharsets.US_ASCII));
        }
        pricesE8 = trades.stream()
                .mapToLong(frame -> price(text(frame, "\"p\":\"")))
                .toArray();
        timesNs = trades.stream()
                .mapToLong(frame -> Long.parseLong(text(frame, "\"T\":")) * NS_PER_MS)
                .toArray();
    }

    private static String text(String frame, String before) {
        int start = frame.lastIndexOf(before) + before.length();
        int end = start;
        while (Character.isDigit(frame.charAt(end)) || frame.charAt(end) == '.') {
            end++;
        }
        return frame.substring(start, end);
    }

    private static long price(String text) {
        return E8.parse(text, new E8.Outcome());
    }

    /** Goes on to the next trade. */
    void next() {
        if (at + step < 0 || at + step >= pricesE8.length) {
            step = -step;
        }
        pauseNs = Math.abs(timesNs[at + step] - timesNs[at]);
        at += step;
    }

    long priceE8() {
        return pricesE8[at];
    }

    /** Between the trade before and this one. */
    long pauseNs() {
        return pauseNs;
    }

    /** Greatest less least price. */
    long spanE8() {
        long least = Long.MAX_VALUE;
        long greatest = 0;
        for (long price : pricesE8) {
            least = Math.min(least, price);
            greatest = Math.max(greatest, price);
        }
        return greatest - least;
    }
}
