package io.tickgate.simulator.binance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Symbols that only the array of all mini tickers and the listing show, so that a client sees the whole market's thousands without a generator for each. A few have names that
 * are not ASCII, as the venue has. The names never change and any thread may read them; the prices belong to the source's thread.
 */
public final class ExtraSymbols {

    /** What all of them are priced in. */
    static final String QUOTE_ASSET = "USDT";

    /** Spread over the list, so that a client meets them between plain names. */
    private static final List<String> UNUSUAL = List.of("这是测试币456", "币安人生", "ÅNGSTRÖM", "МОСТ", "π");

    private static final int UNUSUAL_DISTANCE = 7;
    private static final long PRICE_MIN_E8 = 1_000;
    private static final int RADIX = 36;

    private final Random random;
    private final List<String> names;
    private final long[] closeE8;
    private final long[] openE8;
    private final long[] highE8;
    private final long[] lowE8;
    private final long[] volumeE8;
    private final boolean[] changed;

    /**
     * Creates so many symbols.
     *
     * @param count from 0
     * @param seed same seed, same prices
     */
    public ExtraSymbols(int count, long seed) {
        this.random = new Random(seed * 41 + count);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(base(i) + QUOTE_ASSET);
        }
        this.names = List.copyOf(made);
        this.openE8 = new long[count];
        for (int i = 0; i < count; i++) {
            openE8[i] = PRICE_MIN_E8 * (1 + random.nextInt(10_000_000));
        }
        this.closeE8 = openE8.clone();
        this.highE8 = openE8.clone();
        this.lowE8 = openE8.clone();
        this.volumeE8 = new long[count];
        this.changed = new boolean[count];
    }

    private static String base(int index) {
        int unusual = index / UNUSUAL_DISTANCE;
        return index % UNUSUAL_DISTANCE == 3 && unusual < UNUSUAL.size()
                ? UNUSUAL.get(unusual)
                : "X" + Integer.toString(RADIX * RADIX + index, RADIX).toUpperCase(Locale.ROOT);
    }

    /** Their names; some are not ASCII. */
    public List<String> names() {
        return names;
    }

    /** Lets a second pass: about half of them change. */
    public void second() {
        Arrays.fill(changed, false);
        for (int i = 0; i < closeE8.length; i++) {
            changed[i] = random.nextBoolean();
            if (changed[i]) {
                long moveE8 = closeE8[i] / 10_000 * (random.nextInt(11) - 5);
                closeE8[i] = Math.max(PRICE_MIN_E8, closeE8[i] + moveE8);
                highE8[i] = Math.max(highE8[i], closeE8[i]);
                lowE8[i] = Math.min(lowE8[i], closeE8[i]);
                volumeE8[i] += 1_000_000L * (1 + random.nextInt(1_000));
            }
        }
    }

    /** Adds the mini tickers of those that have changed, with a comma before each but, if nothing is there yet, the first. */
    void write(long eventTime, boolean isFirst, AsciiBuffer out) {
        boolean first = isFirst;
        for (int i = 0; i < closeE8.length; i++) {
            if (changed[i]) {
                out.add(first ? "{\"e\":\"24hrMiniTicker\",\"E\":" : ",{\"e\":\"24hrMiniTicker\",\"E\":");
                write(i, eventTime, out);
                first = false;
            }
        }
    }

    private void write(int i, long eventTime, AsciiBuffer out) {
        out.add(eventTime).add(",\"s\":\"").add(names.get(i));
        out.add("\",\"c\":\"").addE8(closeE8[i]);
        out.add("\",\"o\":\"").addE8(openE8[i]);
        out.add("\",\"h\":\"").addE8(highE8[i]);
        out.add("\",\"l\":\"").addE8(lowE8[i]);
        out.add("\",\"v\":\"").addE8(volumeE8[i]);
        out.add("\",\"q\":\"").addE8(volumeE8[i] / 1_000).add("\"}");
    }

    /** Whether there are any. */
    public boolean isEmpty() {
        return names.isEmpty();
    }
}
