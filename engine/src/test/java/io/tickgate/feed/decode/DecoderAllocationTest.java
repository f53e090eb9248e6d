package io.tickgate.feed.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tickgate.config.VenueTimeUnit;
import io.tickgate.feed.binance.BinanceDecoder;
import io.tickgate.feed.coinbase.CoinbaseDecoder;
import io.tickgate.feed.coincap.CoincapDecoder;
import io.tickgate.status.BadFrames;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frames that each decoder's class names as fast. */
class DecoderAllocationTest {
    private static final int ROUNDS = 5_000;
    /** The measuring itself, and what the JIT compiler's switches leave behind: nothing that grows with the frames. */
    private static final long TOLERANCE_BYTES = 4_096;

    private static final String MINI =
            "{\"e\":\"24hrMiniTicker\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"c\":\"61837.63\",\"o\":\"1\","
                    + "\"h\":\"1\",\"l\":\"1\",\"v\":\"10000\",\"q\":\"18\"}";
    private static final String TICKER =
            "{\"e\":\"24hrTicker\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"p\":\"-0.0015\",\"P\":\"2.5\","
                    + "\"w\":\"1\",\"x\":\"1\",\"c\":\"1\",\"Q\":\"1\",\"b\":\"1\",\"B\":\"1\",\"a\":\"1\",\"A\":\"1\",\"o\":\"1\",\"h\":\"1\","
                    + "\"l\":\"1\",\"v\":\"1\",\"q\":\"1\",\"O\":0,\"C\":86400000,\"F\":0,\"L\":18150,\"n\":18151}";
    private static final String MATCH_END =
            "\"trade_id\":10,\"maker_order_id\":\"ac928c66\",\"taker_order_id\":\"132fb6ae\","
                    + "\"side\":\"sell\",\"size\":\"5.23512\",\"price\":\"400.230000001\",\"product_id\":\"BTC-USD\",\"sequence\":50,"
                    + "\"time\":\"2014-11-07T08:19:27.028459Z\"}";

    private final Counters counters = Counters.inMemory();
    private final BadFrames badFrames = BadFrames.inMemory(counters);

    @Test
    void shouldAllocateNothingForBinance() {
        FrameDecoder decoder =
                new BinanceDecoder(VenueTimeUnit.MILLISECOND, counters, badFrames, new UnlistedSymbols(counters));

        check(
                decoder,
                Streams.BINANCE,
                TICKER,
                "{\"stream\":\"btcusdt@ticker\",\"data\":" + TICKER + "}",
                MINI,
                "{\"stream\":\"btcusdt@miniTicker\",\"data\":" + MINI + "}",
                "[" + MINI + "," + MINI.replace("BTCUSDT", "NEU币") + "," + MINI + "]",
                "{\"stream\":\"!miniTicker@arr\",\"data\":[" + (MINI + ",").repeat(200)
                        + MINI.replace("BTCUSDT", "这是测试币456") + "," + MINI.replace("BTCUSDT", "XRPUSDT") + "]}",
                "{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"t\":12345,\"p\":\"61837.63000000\",\"q\":\"0.02\","
                        + "\"T\":1672515782135,\"m\":true,\"M\":true}",
                "{\"u\":400900217,\"s\":\"ETHUSDT\",\"b\":\"25.35190000\",\"B\":\"3100000000000.2\",\"a\":\"\",\"A\":\"40.6\"}");
    }

    @Test
    void shouldAllocateNothingForCoinbase() {
        check(
                new CoinbaseDecoder(counters, badFrames),
                Streams.COINBASE,
                "{\"type\":\"match\"," + MATCH_END,
                "{\"type\":\"last_match\"," + MATCH_END,
                "{\"type\":\"match\",\"trade_id\":10,\"sequence\":50,\"maker_order_id\":\"a\",\"taker_order_id\":\"b\","
                        + "\"time\":\"2014-11-07T08:19:27Z\",\"product_id\":\"BTC-USD\",\"size\":\"5\",\"price\":\"4\",\"side\":\"buy\"}",
                "{\"type\":\"ticker\",\"sequence\":50,\"product_id\":\"BTC-USD\",\"price\":\"86974.9\",\"open_24h\":\"1\","
                        + "\"volume_24h\":\"2\",\"low_24h\":\"1\",\"high_24h\":\"1\",\"volume_30d\":\"9\",\"best_bid\":\"86974.8\","
                        + "\"best_bid_size\":\"0.5\",\"best_ask\":\"86975\",\"best_ask_size\":\"1.5\",\"side\":\"buy\","
                        + "\"time\":\"2022-10-19T23:28:22.061769123Z\",\"trade_id\":370843401,\"last_size\":\"11.4396987\"}",
                "{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\","
                        + "\"time\":\"2014-11-07T08:19:28.464459Z\"}",
                "{\"type\":\"heartbeat\",\"last_trade_id\":0,\"product_id\":\"ETH-USD\",\"sequence\":90,"
                        + "\"time\":\"2014-11-07T08:19:28.464Z\"}");
    }

    @Test
    void shouldAllocateNothingForCoincap() {
        check(
                new CoincapDecoder(counters, badFrames, new UnlistedSymbols(counters)),
                Streams.COINCAP,
                "{\"bitcoin\":\"67123.4512345678901234\",\"币\":\"1\",\"binance-coin\":\"0.00000123\",\"ethereum\":\"3456.7\"}");
    }

    private void check(FrameDecoder decoder, List<FeedStream> streams, String... frames) {
        decoder.streams(new StreamTable(streams));
        byte[][] bytes = new byte[frames.length][];
        for (int i = 0; i < frames.length; i++) {
            bytes[i] = frames[i].getBytes(StandardCharsets.UTF_8);
        }
        long[] sum = new long[1];
        FrameSink sink = message -> sum[0] += message.kind() == FeedMessage.Kind.REJECTED ? 1 : 0;
        run(decoder, bytes, sink, 1); // Notes what is unlisted.
        long fallbacks = counters.get(Counter.FRAMES_FALLBACK);
        run(decoder, bytes, sink, ROUNDS);

        long before = allocatedBytes();
        run(decoder, bytes, sink, ROUNDS);
        long allocated = allocatedBytes() - before;

        assertTrue(allocated <= TOLERANCE_BYTES, allocated + " bytes");
        assertEquals(fallbacks, counters.get(Counter.FRAMES_FALLBACK));
        assertEquals(0, sum[0]);
    }

    private static void run(FrameDecoder decoder, byte[][] frames, FrameSink sink, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (byte[] frame : frames) {
                decoder.decode(frame, 0, frame.length, sink);
            }
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
