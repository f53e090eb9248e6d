package io.tickgate.engine;

import io.tickgate.config.TickgateConfig;
import io.tickgate.input.InputPublisher;
import io.tickgate.journal.RecordAppender;
import io.tickgate.journal.RecordLog;
import io.tickgate.market.MarketHarness;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.RecordChecksum;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Data folders and engines without a venue. */
final class EngineFixture {
    private static final long AWAIT_NS = 20_000_000_000L;

    private EngineFixture() {}

    static TickgateConfig config(Path folder, String threads) {
        return TickgateConfig.load(
                Optional.empty(),
                Map.of(
                        "data.directory",
                        folder.toString(),
                        "engine.threads",
                        threads,
                        "venues.binance.enabled",
                        "false",
                        "venues.coinbase.enabled",
                        "false",
                        "data.free-space-min",
                        "64m"),
                Map.of());
    }

    static Engine start(Path folder, String threads) {
        return Engine.start(config(folder, threads), "test", () -> {});
    }

    static void await(String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > AWAIT_NS) {
                throw new AssertionError("Waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Writes a journal of a run, with as many of its decisions as are to be there. */
    static void write(Path folder, MarketHarness run, int decisionsKept) {
        List<byte[]> decisions = decisions(run);
        writeLog(folder.resolve("journal"), true, run.records());
        writeLog(folder.resolve("decisions"), false, decisions.subList(0, Math.min(decisionsKept, decisions.size())));
    }

    static List<byte[]> decisions(MarketHarness run) {
        List<byte[]> decisions = new ArrayList<>();
        for (byte[] output : run.outputs()) {
            RecordFlyweight header = new RecordFlyweight().wrap(new UnsafeBuffer(output), 0, output.length);
            if (header.kindCode() < RecordKind.PRICE_CHANGED.code()) {
                decisions.add(output);
            }
        }
        return decisions;
    }

    private static void writeLog(Path folder, boolean isContiguous, List<byte[]> records) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(RecordFlyweight.DECISION_LENGTH_MAX);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        RecordFlyweight header = new RecordFlyweight().wrap(buffer);
        try (RecordLog log = RecordLog.openForWriting(folder, isContiguous);
                RecordAppender appender = log.newAppender()) {
            for (byte[] record : records) {
                buffer.putBytes(0, record);
                header.crc32c(new RecordChecksum().of(bytes, 0, record.length));
                appender.append(buffer, record.length);
            }
        }
    }

    /** What a killed process leaves: the files as they are, whatever is in the middle of being done. */
    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.toString().endsWith(".unfinished")) {
                    // Those come and go; what a process leaves of them that dies is tested where they are written.
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes trades of stream 1 and waits until they are published. Returns the last sequence. */
    static long publishTrades(Engine engine, int count, long firstId) {
        InputPublisher publisher = engine.newPublisher();
        new FeedEventFlyweight()
                .wrap(publisher.scratch())
                .set(engine.clock().nowEpochNs(), 1, FeedEventFlyweight.DELIVERING, 1, 1, "test");
        publisher.publish();
        TradeFlyweight trade = new TradeFlyweight();
        long last = 0;
        for (int i = 0; i < count; i++) {
            long now = engine.clock().nowEpochNs();
            trade.wrap(publisher.scratch())
                    .begin(now)
                    .streamId(1)
                    .tradeId(firstId + i)
                    .tradeTimeEpochNs(now)
                    .eventTimeEpochNs(now)
                    .priceE8(MarketHarness.PRICE + i)
                    .sizeE8(1);
            last = publisher.publish();
        }
        while (engine.published().sequence() < last) {
            Thread.onSpinWait();
        }
        return last;
    }
}
