package io.tickgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickgate.journal.DataFolder;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.Market;
import io.tickgate.record.ClockFlyweight;
import io.tickgate.record.EngineStartedFlyweight;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.HealthThresholdsFlyweight;
import io.tickgate.record.InstrumentFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.StreamFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.VenueFlyweight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code resolve} and {@code export} over a journal of twenty trades, a second apart, at 100.01 to 100.20. */
@Timeout(60)
class HistoryCommandsTest {
    private static final long T0_MS = 1_700_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;

    @TempDir
    Path folder;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.RECORD_LENGTH_MAX);
    private final UnsafeBuffer scratch = new UnsafeBuffer(bytes);
    private final RecordFlyweight header = new RecordFlyweight().wrap(scratch);
    private final RecordChecksum checksum = new RecordChecksum();
    private long sequence;

    @BeforeEach
    void writeJournal() {
        try (RecordLog log = RecordLog.openForWriting(DataFolder.journalOf(folder), true);
                RecordAppender appender = log.newAppender()) {
            long now = T0_MS * MS;
            new EngineStartedFlyweight().wrap(scratch).set(now, now, Market.RULES_VERSION, "test");
            append(appender);
            new HealthThresholdsFlyweight().wrap(scratch).set(now, 3 * S, 10 * S, 30 * S, 5 * S, 5 * S);
            append(appender);
            new VenueFlyweight().wrap(scratch).set(now, 1, "binance");
            append(appender);
            new InstrumentFlyweight()
                    .wrap(scratch)
                    .set(now, 1, InstrumentFlyweight.CONFIGURED, false, "BTC/USD", "bitcoin,xbt");
            append(appender);
            new StreamFlyweight().wrap(scratch).set(now, 1, 1, 1, 0, StreamFlyweight.TRADES, false, "BTCUSDT");
            append(appender);
            new FeedEventFlyweight().wrap(scratch).set(now, 1, FeedEventFlyweight.DELIVERING, 1, 1, "test");
            append(appender);
            for (int i = 1; i <= 20; i++) {
                trade(appender, i);
            }
            new ClockFlyweight().wrap(scratch).set((T0_MS + 60_000) * MS, 0);
            append(appender);
        }
    }

    private void trade(RecordAppender appender, int i) {
        long time = (T0_MS + i * 1_000L) * MS;
        new TradeFlyweight()
                .wrap(scratch)
                .begin(time)
                .streamId(1)
                .takerSide(TradeFlyweight.SIDE_BUY)
                .tradeId(i)
                .tradeTimeEpochNs(time)
                .eventTimeEpochNs(time)
                .priceE8(10_000_000_000L + i * 1_000_000L)
                .sizeE8(50_000_000L);
        append(appender);
    }

    private void append(RecordAppender appender) {
        header.epoch(1).sequence(++sequence);
        header.crc32c(checksum.of(bytes, 0, header.length()));
        bytes.clear();
        appender.append(scratch, header.length());
    }

    private CommandRun resolve(long fromMs, long toMs, String min, String max, String... more) {
        String[] given = {
            "resolve",
            "--journal",
            folder.toString(),
            "--symbol",
            "bitcoin",
            "--from",
            Long.toString(T0_MS + fromMs),
            "--to",
            Long.toString(T0_MS + toMs),
            "--min",
            min,
            "--max",
            max
        };
        return CommandRun.of(Stream.concat(Stream.of(given), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void shouldResolveFromTheJournalAlone() {
        CommandRun hit = resolve(1_500, 5_000, "100.05", "101");
        CommandRun miss = resolve(1_500, 4_999, "100.05", "101");
        CommandRun halfOpen = resolve(1_500, 5_000, "100.05", "101", "--bounds", "half-open");
        CommandRun crossed = resolve(1_500, 5_000, "100.031", "100.039", "--touch", "crossed", "--json");
        CommandRun open = resolve(1_500, 20_000, "200", "201");
        CommandRun before = resolve(0, 5_000, "200", "201");

        assertEquals(0, hit.code(), hit.err());
        assertTrue(hit.out().contains("result       HIT"), hit.out());
        assertTrue(hit.out().contains("trade        100.05 at 2023-11-14T22:13:25Z, id 5, sequence 11"), hit.out());
        assertEquals(0, miss.code(), miss.err());
        assertTrue(miss.out().contains("result       MISS"), miss.out());
        assertTrue(halfOpen.out().contains("result       MISS"), halfOpen.out());
        assertTrue(crossed.out().contains("\"result\":\"HIT\""), crossed.out());
        assertTrue(crossed.out().contains("\"otherTrade\":{"), crossed.out());
        assertTrue(
                crossed.out()
                        .contains(
                                "\"min\":\"100.031\",\"max\":\"100.039\",\"rule\":{\"touch\":\"crossed\",\"bounds\":\"closed\","),
                crossed.out());
        assertTrue(crossed.out().contains("\"low\":\"100.02\",\"high\":\"100.05\""), crossed.out());
        assertEquals(3, open.code());
        assertTrue(open.out().contains("INDETERMINATE, NO_WATERMARK"), open.out());
        assertTrue(before.out().contains("INDETERMINATE, BEFORE_HISTORY"), before.out());
    }

    @Test
    void shouldExportExactTradesInOrder() throws IOException {
        Path file = folder.resolve("trades.csv");

        CommandRun csv = CommandRun.of(
                "export",
                "--format",
                "csv",
                "--symbol",
                "BTC-USD",
                "--journal",
                folder.toString(),
                "--out",
                file.toString());
        CommandRun jsonl = CommandRun.of(
                "export",
                "--format",
                "jsonl",
                "--symbol",
                "btcusd",
                "--journal",
                folder.toString(),
                "--from",
                "2023-11-14T22:13:22Z",
                "--to",
                Long.toString(T0_MS + 4_000));

        List<String> lines = Files.readAllLines(file);
        assertEquals(0, csv.code(), csv.err());
        assertEquals(21, lines.size());
        assertEquals(
                "trade_time_ns,trade_id,last_trade_id,price,size,sequence,received_ns,back_filled,rounded",
                lines.get(0));
        assertEquals("1700000001000000000,1,1,100.01,0.5,7,1700000001000000000,false,false", lines.get(1));
        assertEquals(0, jsonl.code(), jsonl.err());
        assertEquals(2, jsonl.out().lines().count());
        assertTrue(jsonl.out().startsWith("{\"tradeTimeNs\":\"1700000002000000000\",\"tradeId\":2,"), jsonl.out());
    }

    @Test
    void shouldRefuseWhatItCannotRead() {
        CommandRun symbol =
                CommandRun.of("export", "--format", "csv", "--symbol", "DOGE", "--journal", folder.toString());
        CommandRun venue = CommandRun.of(
                "export", "--format", "csv", "--symbol", "xbt", "--venue", "nyse", "--journal", folder.toString());

        assertEquals(1, symbol.code());
        assertTrue(symbol.err().contains("knows no instrument DOGE. It knows: BTC/USD."), symbol.err());
        assertEquals(1, venue.code());
        assertTrue(venue.err().contains("It comes from: binance."), venue.err());
        assertRefused(export("--from", "1700000001"), "times are milliseconds since 1970 or ISO");
        assertRefused(export("--out", "/nowhere/at/all.csv"), "there is no folder /nowhere/at");
        assertRefused(export("--out", folder.toString()), "it is a folder");
        assertEquals(2, resolve(5_000, 5_000, "1", "2").code());
        assertEquals(2, resolve(1, 5_000, "2", "1").code());
        assertEquals(2, resolve(1, 5_000, "1e3", "2").code());
        assertEquals(2, resolve(1, 5_000, "1", "2", "--bounds", "open").code());
        assertEquals(2, resolve(1, 5_000, "1", "2", "--touch", "near").code());
    }

    private CommandRun export(String option, String value) {
        return CommandRun.of(
                "export", "--format", "csv", "--symbol", "xbt", "--journal", folder.toString(), option, value);
    }

    private static void assertRefused(CommandRun run, String why) {
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().contains(why), run.err());
    }

    @Test
    void shouldMakeADamagedTradeAGapAndSayWhere() throws IOException {
        damagePrice(10_000_000_000L + 8 * 1_000_000L);

        CommandRun around = resolve(6_500, 9_500, "200", "201", "--json");
        CommandRun elsewhere = resolve(1_500, 5_000, "200", "201");
        CommandRun price = resolve(6_500, 9_500, "100.08", "100.08");

        assertEquals(3, around.code(), around.err());
        assertTrue(around.out().contains("\"reason\":\"GAP\""), around.out());
        assertTrue(around.out().contains("\"firstTradeId\":\"8\",\"lastTradeId\":\"8\""), around.out());
        assertTrue(around.out().contains("The record after sequence 13"), around.out());
        assertTrue(around.err().contains("The record after sequence 13"), around.err());
        assertTrue(elsewhere.out().contains("MISS"), elsewhere.out());
        assertTrue(price.out().contains("INDETERMINATE"), price.out());
    }

    private void damagePrice(long priceE8) throws IOException {
        byte[] wanted = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(priceE8)
                .array();
        try (Stream<Path> files = Files.list(DataFolder.journalOf(folder))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".cq4")).toList()) {
                damage(file, wanted);
            }
        }
    }

    private static void damage(Path file, byte[] wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer start = ByteBuffer.allocate(1 << 20);
            channel.read(start, 0);
            for (int at = 0; at + 8 <= start.position(); at++) {
                if (Arrays.equals(start.array(), at, at + 8, wanted, 0, 8)) {
                    ByteBuffer flipped = ByteBuffer.wrap(new byte[] {(byte) (wanted[0] ^ 1)});
                    channel.write(flipped, at);
                    return;
                }
            }
        }
    }

    /** As on a node whose first files were deleted and whose snapshots were not copied. */
    @Test
    void shouldSayInASentenceThatAJournalWithoutBeginningAndSnapshotsTellsNothing() {
        folder = folder.resolve("pruned");
        sequence = 4_999;
        writeJournal();
        String data = folder.toString();

        List<CommandRun> runs = List.of(
                resolve(1_000, 5_000, "100", "101"),
                CommandRun.of("export", "--journal", data, "--symbol", "bitcoin", "--format", "csv"),
                CommandRun.of("replay", "--journal", data),
                CommandRun.of("replay", "--journal", data, "--compare"));

        for (CommandRun run : runs) {
            assertEquals(1, run.code(), run.out() + run.err());
            assertTrue(
                    run.err().startsWith("tickgate: The journal begins with sequence 5000 and no snapshot can be used"),
                    run.err());
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }
}
