package io.tickgate.feed;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.WaitStrategy;
import io.tickgate.input.InputRing;
import io.tickgate.input.InputSlot;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.PriceFlyweight;
import io.tickgate.record.QuoteFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A ring whose one stage keeps what comes through as text, and can be held up. */
final class RingRecorder implements AutoCloseable {
    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(20);

    private static final String[] EVENTS = {
        "", "CONNECTED", "SUBSCRIBED", "STALLED", "LOST", "DELIVERING", "UNSUBSCRIBED", "CONNECT_FAILED"
    };

    private final List<String> records = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final InputRing ring;

    RingRecorder(int size) {
        this(size, new BlockingWaitStrategy());
    }

    RingRecorder(int size, WaitStrategy waitStrategy) {
        ring = new InputRing(size, waitStrategy, 1, 1, new Failing());
        ring.addStage("recorder", (slot, sequence, isEndOfBatch) -> record(slot));
        ring.start();
    }

    InputRing ring() {
        return ring;
    }

    /** Lets nothing through until {@link #open()}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    private void record(InputSlot slot) throws InterruptedException {
        gate.await();
        String text = text(slot);
        synchronized (records) {
            records.add(text);
        }
    }

    private static String text(InputSlot slot) {
        RecordKind kind = RecordKind.of(slot.buffer().getShort(8, java.nio.ByteOrder.LITTLE_ENDIAN));
        return switch (kind) {
            case FEED_EVENT -> text(new FeedEventFlyweight().wrap(slot.buffer(), 0, slot.length()));
            case TRADE -> text(new TradeFlyweight().wrap(slot.buffer(), 0, slot.length()));
            case QUOTE -> text(new QuoteFlyweight().wrap(slot.buffer(), 0, slot.length()));
            case WATERMARK -> text(new WatermarkFlyweight().wrap(slot.buffer(), 0, slot.length()));
            case PRICE -> text(new PriceFlyweight().wrap(slot.buffer(), 0, slot.length()));
            case NO_TRADE -> text(new NoTradeFlyweight().wrap(slot.buffer(), 0, slot.length()));
            default -> throw new IllegalStateException("not of a feed: " + kind);
        };
    }

    private static String text(FeedEventFlyweight event) {
        String stream = event.streamId() == 0 ? "" : "/" + event.streamId();
        return EVENTS[event.event()] + " " + event.connectionId() + stream + " " + event.text();
    }

    private static String text(TradeFlyweight trade) {
        return "TRADE " + trade.streamId() + " id " + trade.tradeId() + " price " + trade.priceE8() + " flags "
                + trade.flags();
    }

    private static String text(QuoteFlyweight quote) {
        return "QUOTE " + quote.streamId() + " id " + quote.updateId() + " bid " + quote.bidPriceE8() + " flags "
                + quote.flags();
    }

    private static String text(WatermarkFlyweight watermark) {
        return "WATERMARK " + watermark.streamId() + " id " + watermark.newestTradeId() + " source "
                + watermark.source();
    }

    private static String text(PriceFlyweight price) {
        return "PRICE " + price.streamId() + " price " + price.priceE8() + " bid " + price.bidPriceE8();
    }

    private static String text(NoTradeFlyweight noTrade) {
        return "NO_TRADE " + noTrade.streamId() + " id " + noTrade.tradeId();
    }

    /** All records so far. */
    List<String> records() {
        synchronized (records) {
            return List.copyOf(records);
        }
    }

    /** Waits until the records are as wanted; returns them. */
    List<String> await(String what, Predicate<List<String>> condition) {
        long startNs = System.nanoTime();
        List<String> now = records();
        while (!condition.test(now)) {
            if (System.nanoTime() - startNs > DEADLINE_NS) {
                throw new AssertionError("not in time: " + what + "; records: " + now);
            }
            LockSupport.parkNanos(1_000_000);
            now = records();
        }
        return now;
    }

    @Override
    public void close() {
        open();
        ring.close();
    }

    private static final class Failing implements ExceptionHandler<InputSlot> {
        @Override
        public void handleEventException(Throwable e, long sequence, InputSlot slot) {
            throw new IllegalStateException(e);
        }

        @Override
        public void handleOnStartException(Throwable e) {
            throw new IllegalStateException(e);
        }

        @Override
        public void handleOnShutdownException(Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
