package io.tickgate.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickgate.record.E8;
import io.tickgate.record.MarketFlyweight;
import io.tickgate.touch.TouchRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On recorded trades, windows of 1 s, 5 s and 60 s around every extreme have the answer that {@link NaiveResolver} finds. */
class RecordedExtremesTest {
    private static final Pattern TRADE =
            Pattern.compile("\"e\":\"trade\".*\"t\":([0-9]+),\"p\":\"([0-9.]+)\",\"q\":\"([0-9.]+)\".*\"T\":([0-9]+)");
    private static final long[] LENGTHS_NS = {TapeRig.S, 5 * TapeRig.S, 60 * TapeRig.S};
    /** The tick size of both symbols, 0.01. */
    private static final long TICK_E8 = 1_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"btcusdt_20240808.gz", "ethusdt_20240808.gz"})
    void shouldAnswerAsTheNaiveResolverAroundEveryExtreme(String name) throws IOException {
        Path file = Path.of(System.getProperty("tickgate.shared", "absent"), "data", "binance", name);
        if (!Files.isReadable(file)) {
            System.out.println("SKIPPED: recorded trades are not there: " + file);
        }
        assumeTrue(Files.isReadable(file), "recorded trades are not there: " + file);
        NaiveResolver naive = new NaiveResolver();
        try (HistoryWriter writer = new HistoryWriter(folder, 0, new DiskStorage(), 1 << 16, 64)) {
            TapeRig rig = new TapeRig(writer);
            tell(file, rig, naive);
            rig.endBatch(writer);
            naive.end();
            int extremes = 0;
            List<NaiveResolver.Came> trades = naive.trades();
            for (int i = 1; i + 1 < trades.size(); i++) {
                if (isExtreme(trades, i)) {
                    extremes++;
                    compare(trades.get(i), naive, writer.history());
                }
            }

            assertTrue(trades.size() > 5_000, trades.size() + " trades");
            assertTrue(extremes > 300, extremes + " extremes");
        }
    }

    private static void tell(Path file, TapeRig rig, NaiveResolver naive) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher trade = TRADE.matcher(line);
                if (trade.find()) {
                    long id = Long.parseLong(trade.group(1));
                    long price = E8.parse(trade.group(2), new E8.Outcome());
                    long size = E8.parse(trade.group(3), new E8.Outcome());
                    long time = Long.parseLong(trade.group(4)) * TapeRig.MS;
                    rig.trade(id, time, price, size, 0);
                    naive.onTrade(id, id, time, price, size, false, false, rig.sequence());
                }
            }
        }
    }

    /** Higher or lower than the nearest other prices on both sides; the greatest and the least of all are among them. */
    private static boolean isExtreme(List<NaiveResolver.Came> trades, int at) {
        long price = trades.get(at).price();
        long before = trades.get(at - 1).price();
        int next = at + 1;
        while (next < trades.size() && trades.get(next).price() == price) {
            next++;
        }
        long after = next < trades.size() ? trades.get(next).price() : price;
        return (price > before && price > after) || (price < before && price < after);
    }

    private static void compare(NaiveResolver.Came extreme, NaiveResolver naive, History history) {
        for (long length : LENGTHS_NS) {
            long[] starts = {extreme.time(), extreme.time() - length / 2, extreme.time() - length, extreme.time() + 1};
            for (long from : starts) {
                compare(from, from + length, extreme.price(), extreme.price(), naive, history);
                compare(from, from + length, extreme.price() + TICK_E8, extreme.price() + 3 * TICK_E8, naive, history);
                compare(from, from + length, extreme.price() - 5 * TICK_E8 + 1, extreme.price() - 1, naive, history);
            }
        }
    }

    private static void compare(long from, long to, long min, long max, NaiveResolver naive, History history) {
        for (boolean isCrossing : new boolean[] {false, true}) {
            List<Object> expected =
                    new ArrayList<>(List.of(naive.resolve(from, to, min, max, false, isCrossing, 0, 0)));
            TouchRule rule = new TouchRule(
                    isCrossing ? MarketFlyweight.TOUCH_CROSSED : MarketFlyweight.TOUCH_INSIDE,
                    MarketFlyweight.BOUNDS_CLOSED,
                    0,
                    0);
            TouchAnswer answer = history.touch(TapeRig.STREAM, from, to, min, max, rule);
            List<Object> found = List.of(new NaiveResolver.Answer(
                    answer.outcome().name().charAt(0),
                    answer.decidingTrade() == null ? -1 : answer.decidingTrade().sequence(),
                    answer.otherTrade() == null ? -1 : answer.otherTrade().sequence()));

            assertEquals(expected, found);
        }
    }
}
