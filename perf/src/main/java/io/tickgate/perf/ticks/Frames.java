package io.tickgate.perf.ticks;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Frames of Binance's combined stream or of Coinbase Exchange, one behind the other as in a receive buffer. Immutable once made. */
public final class Frames {
    /** The symbol that all frames are of. */
    public static final String SYMBOL = "BTCUSDT";

    /** Enough that no branch predictor learns them by heart, and few enough for the second-level cache. */
    private static final int COUNT_MAX = 4_000;

    private static final String BINANCE_RECORDING = "binance/btcusdt_20240808.gz";
    private static final String COINBASE_RECORDING = "coinbase/exchange_20210417.txt.gz";
    /** The products of the recording of Coinbase. */
    private static final List<String> PRODUCTS = List.of(
            "SKL-USD",
            "SKL-BTC",
            "BAND-GBP",
            "NMR-EUR",
            "BAND-BTC",
            "YFI-BTC",
            "DASH-BTC",
            "NU-GBP",
            "CRV-EUR",
            "SKL-GBP");

    private static final int SEED = 20_240_808;

    /** Which of the recorded messages. */
    public enum Kind {
        /** Trades. */
        TRADE,
        /** Best bid and offer. */
        QUOTE,
        /** Both, in the order in which they came. */
        BOTH,
        /** Tickers of Coinbase; in the recording of 2021 without sizes, made up as they are since 2022. */
        COINBASE_TICKER,
        /** Matches of Coinbase. */
        COINBASE_MATCH;

        /** Whether Coinbase sends them, and not Binance. */
        public boolean isOfCoinbase() {
            return this == COINBASE_TICKER || this == COINBASE_MATCH;
        }

        /** Symbols that the decoders must know. */
        public List<String> symbols() {
            return isOfCoinbase() ? PRODUCTS : List.of(SYMBOL);
        }

        private boolean isWanted(String frame) {
            if (isOfCoinbase()) {
                return frame.startsWith(this == COINBASE_TICKER ? "{\"type\":\"ticker\"" : "{\"type\":\"match\"");
            }
            boolean isTrade = frame.contains("@trade\"");
            boolean isQuote = frame.contains("@bookTicker\"");
            return this == TRADE ? isTrade : this == QUOTE ? isQuote : isTrade || isQuote;
        }
    }

    private final byte[] bytes;
    private final int[] ends;
    private final boolean isRecorded;

    private Frames(ByteArrayOutputStream bytes, int[] ends, boolean isRecorded) {
        this.bytes = bytes.toByteArray();
        this.ends = ends;
        this.isRecorded = isRecorded;
    }

    /** Folder of the recordings: beside the checkout unless the system property {@code tickgate.shared} says otherwise. */
    public static Path recordings() {
        String beside =
                Path.of(System.getProperty("tickgate.home", ""), "..", "shared").toString();
        return Path.of(System.getProperty("tickgate.shared", beside), "data");
    }

    /**
     * Recorded frames, or where there is no recording made-up ones of the same shape.
     *
     * @param data folder of recordings, need not exist.
     * @param kind of messages.
     */
    public static Frames load(Path data, Kind kind) {
        Path file = data.resolve(kind.isOfCoinbase() ? COINBASE_RECORDING : BINANCE_RECORDING);
        return Files.isReadable(file) ? read(file, kind) : make(kind);
    }

    private static Frames read(Path file, Kind kind) {
        Builder builder = new Builder();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            String line = lines.readLine();
            while (line != null && !builder.isFull()) {
                String frame = line.substring(line.indexOf(' ') + 1);
                if (kind.isWanted(frame)) {
                    builder.add(frame);
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.build(true);
    }

    /** Three quotes to a trade, as in the recording. */
    private static Frames make(Kind kind) {
        Builder builder = new Builder();
        Random random = new Random(SEED);
        for (long id = 0; !builder.isFull(); id++) {
            double price = 61_837 + random.nextInt(10_000) / 100.0;
            double size = random.nextInt(1_000_000) / 100_000.0;
            String frame = kind.isOfCoinbase()
                    ? CoinbaseFrames.make(kind == Kind.COINBASE_TICKER, id, price, size)
                    : id % 4 == 0 ? trade(id, price, size) : quote(id, price, size);
            if (kind.isWanted(frame)) {
                builder.add(frame);
            }
        }
        return builder.build(false);
    }

    private static String trade(long id, double price, double size) {
        return String.format(
                Locale.ROOT,
                "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":%d,\"s\":\"BTCUSDT\",\"t\":%d,\"p\":\"%.8f\","
                        + "\"q\":\"%.8f\",\"T\":%d,\"m\":%b,\"M\":true}}",
                1_723_161_255_343L + id,
                3_735_683_259L + id,
                price,
                size,
                1_723_161_255_342L + id,
                id % 8 == 0);
    }

    private static String quote(long id, double price, double size) {
        return String.format(
                Locale.ROOT,
                "{\"stream\":\"btcusdt@bookTicker\",\"data\":{\"u\":%d,\"s\":\"BTCUSDT\",\"b\":\"%.8f\",\"B\":\"%.8f\","
                        + "\"a\":\"%.8f\",\"A\":\"%.8f\"}}",
                50_093_239_212L + id,
                price,
                size,
                price + 0.01,
                size / 2);
    }

    /** Collects frames. */
    private static final class Builder {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int[] ends = new int[COUNT_MAX];
        private int count;

        boolean isFull() {
            return count == COUNT_MAX;
        }

        void add(String frame) {
            bytes.writeBytes(frame.getBytes(StandardCharsets.US_ASCII));
            ends[count++] = bytes.size();
        }

        Frames build(boolean isRecorded) {
            if (count == 0) {
                throw new IllegalStateException("The recording holds no such frame");
            }
            return new Frames(bytes, Arrays.copyOf(ends, count), isRecorded);
        }
    }

    public int count() {
        return ends.length;
    }

    /** All frames, one behind the other; not to be written. */
    public byte[] bytes() {
        return bytes;
    }

    public int offset(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    public int length(int index) {
        return ends[index] - offset(index);
    }

    /** Whether they come from a venue; made-up ones otherwise. */
    public boolean isRecorded() {
        return isRecorded;
    }

    /** Mean length in bytes. */
    public int meanLength() {
        return bytes.length / ends.length;
    }
}
