package io.tickgate.simulator.source;

import io.tickgate.simulator.binance.AsciiBuffer;
import io.tickgate.simulator.binance.CombinedFrame;
import io.tickgate.simulator.binance.FrameTimes;
import io.tickgate.simulator.binance.StreamNames;
import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.fault.FaultBoard;
import io.tickgate.simulator.fault.FaultBoard.Silence;
import io.tickgate.simulator.fault.FrameFaults;
import io.tickgate.simulator.fault.Spoiling;
import io.tickgate.simulator.fault.VenueFaults;
import io.tickgate.simulator.recording.RecordingReader;
import io.tickgate.simulator.recording.ReplayPlan;
import io.tickgate.simulator.stream.Subscriber;
import io.tickgate.simulator.stream.Subscriber.Offer;
import io.tickgate.simulator.stream.Topics;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Sends a recording, from the moment on which the first client subscribes to anything. All clients see the same playback: who comes later has missed what was before. No frame is
 * lost to a slow client: the source waits for it, and with it everybody else waits. Unpaced it also waits while nobody is subscribed; paced it goes on, as a market does.
 */
public final class ReplaySource implements Source {

    private static final long WAIT_NS = 5_000_000;

    private final ReplayPlan plan;
    private final Topics topics;
    private final VenueFaults venue;
    private final FaultBoard faults;
    private final FrameFaults frameFaults;
    private final LongSupplier clockNs;
    private final LongSupplier wallClockMs;
    private final GarbageThrower garbage;
    private final RecentTrades recentTrades = new RecentTrades();
    private final Map<String, Long> tradesToSkip = new LinkedHashMap<>();
    private final Map<String, LastTrade> lastTrades = new ConcurrentHashMap<>();
    private final SourceThread thread = new SourceThread(this::run);
    private final AsciiBuffer inMillis = new AsciiBuffer();
    private final AsciiBuffer inMicros = new AsciiBuffer();

    private String newestSymbol = "";
    private long originNs;
    private long shiftUs;
    private final LongAdder frameCount = new LongAdder();
    private final LongAdder lineCount = new LongAdder();
    private final LongAdder passCount = new LongAdder();
    private volatile boolean paused;
    private volatile boolean finished;

    private ReplaySource(
            ReplayPlan plan, Topics topics, VenueFaults venue, LongSupplier clockNs, LongSupplier wallClockMs) {
        this.plan = plan;
        this.topics = topics;
        this.venue = venue;
        this.faults = venue.board();
        this.frameFaults = new FrameFaults(faults);
        this.clockNs = clockNs;
        this.wallClockMs = wallClockMs;
        this.garbage = new GarbageThrower(topics);
    }

    /**
     * Makes sure that the file can be read and holds a frame of the combined form.
     *
     * @param clockNs monotonic, for the distances
     * @param wallClockMs milliseconds since 1970, for the shift of the times
     * @throws IOException naming the file otherwise
     */
    public static ReplaySource open(
            ReplayPlan plan, Topics topics, VenueFaults venue, LongSupplier clockNs, LongSupplier wallClockMs)
            throws IOException {
        CombinedFrame frame = new CombinedFrame();
        try (RecordingReader reader = RecordingReader.open(plan.file())) {
            while (reader.next()) {
                if (frame.wrap(reader.bytes(), reader.offset(), reader.length())) {
                    return new ReplaySource(plan, topics, venue, clockNs, wallClockMs);
                }
            }
        }
        throw new IOException(plan.file() + " holds no recorded frame of the form {\"stream\":…,\"data\":…}");
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() throws IOException, InterruptedException {
        awaitSubscriber();
        do {
            play();
            passCount.increment();
        } while (plan.loop() && thread.isRunning());
        finished = true;
        // The sockets stay open; faults that need no data are still carried out.
        while (thread.isRunning()) {
            applyFaults();
            SourceThread.nap(WAIT_NS);
        }
    }

    private void play() throws IOException, InterruptedException {
        CombinedFrame frame = new CombinedFrame();
        try (RecordingReader reader = RecordingReader.open(plan.file())) {
            long firstEpochNs = Long.MIN_VALUE;
            while (thread.isRunning() && reader.next()) {
                if (firstEpochNs == Long.MIN_VALUE) {
                    firstEpochNs = reader.receivedEpochNs();
                    begin(firstEpochNs);
                }
                lineCount.increment();
                if (frame.wrap(reader.bytes(), reader.offset(), reader.length())) {
                    awaitTurn(reader.receivedEpochNs() - firstEpochNs);
                    send(frame);
                }
            }
        }
    }

    private void begin(long firstEpochNs) {
        originNs = clockNs.getAsLong();
        shiftUs = plan.retime() ? Math.floorDiv(wallClockMs.getAsLong() * 1_000_000L - firstEpochNs, 1_000) : 0;
    }

    private void awaitTurn(long offsetNs) throws InterruptedException {
        applyFaults();
        if (plan.isUnpaced()) {
            awaitSubscriber();
            return;
        }
        long dueNs = originNs + offsetNs / plan.speed();
        long leftNs = dueNs - clockNs.getAsLong();
        while (leftNs > 0 && thread.isRunning()) {
            SourceThread.nap(leftNs);
            applyFaults();
            leftNs = dueNs - clockNs.getAsLong();
        }
    }

    private void awaitSubscriber() throws InterruptedException {
        while (topics.isEmpty() && thread.isRunning()) {
            applyFaults();
            SourceThread.nap(WAIT_NS);
        }
    }

    private void send(CombinedFrame frame) throws InterruptedException {
        String symbol = StreamNames.symbolOf(frame.stream());
        boolean isTrade = StreamNames.isTrade(frame.stream());
        newestSymbol = symbol;
        awaitEndOfPause(symbol);
        if (isTrade && isSkipped(symbol)) {
            return;
        }
        if (isTrade) {
            recentTrades.add(symbol, frame);
            lastTrades.put(symbol, new LastTrade(symbol, frame.tradeId(), frame.price()));
        }
        if (frameFaults.isIdle()) {
            deliver(frame);
        } else if (frameFaults.isHeard(symbol, venue.dialect().channelOf(frame.stream()))) {
            sendThroughFaults(symbol, isTrade, frame);
        }
    }

    private void sendThroughFaults(String symbol, boolean isTrade, CombinedFrame frame) throws InterruptedException {
        String channel = venue.dialect().channelOf(frame.stream());
        Spoiling spoiling =
                frameFaults.spoiling(symbol, channel, venue.dialect().keysOf(frame.stream()));
        // A frame that waits must not lie in the reader's buffer.
        CombinedFrame sent = spoiling == null ? frame.copy() : frame.withPayload(spoiling.apply(frame.payload()));
        if (isTrade) {
            frameFaults.sendTrade(symbol, () -> deliver(sent));
        } else {
            deliver(sent);
        }
    }

    /** A silent market makes the whole recording wait, so that no order between symbols changes; the times that follow move with it. */
    private void awaitEndOfPause(String symbol) throws InterruptedException {
        if (faults.silenceOf(symbol) != Silence.PAUSED) {
            return;
        }
        long fromNs = clockNs.getAsLong();
        paused = true;
        while (faults.silenceOf(symbol) == Silence.PAUSED && thread.isRunning()) {
            applyFaults();
            SourceThread.nap(WAIT_NS);
        }
        paused = false;
        long pausedNs = clockNs.getAsLong() - fromNs;
        originNs += pausedNs;
        shiftUs += plan.retime() ? pausedNs / 1_000 : 0;
    }

    private void deliver(CombinedFrame frame) throws InterruptedException {
        deliver(frame, topics.subscribersOf(frame.stream()));
    }

    private void deliver(CombinedFrame frame, Subscriber... subscribers) throws InterruptedException {
        inMillis.clear();
        inMicros.clear();
        for (Subscriber subscriber : subscribers) {
            Offer offer = offer(subscriber, frame);
            while (offer == Offer.FULL && thread.isRunning()) {
                subscriber.awaitRoom(WAIT_NS);
                offer = offer(subscriber, frame);
            }
            if (offer == Offer.ACCEPTED) {
                frameCount.increment();
            }
        }
    }

    private Offer offer(Subscriber subscriber, CombinedFrame frame) {
        byte[] bytes = frame.bytes();
        int offset = frame.offset();
        int length = frame.length();
        if (plan.retime() || subscriber.isMicroseconds()) {
            AsciiBuffer moved = moved(frame, subscriber.isMicroseconds());
            bytes = moved.bytes();
            offset = 0;
            length = moved.length();
        }
        int prefix = frame.prefixLength();
        return subscriber.isCombined()
                ? subscriber.offerText(bytes, offset, length)
                : subscriber.offerText(bytes, offset + prefix, length - prefix - 1);
    }

    private AsciiBuffer moved(CombinedFrame frame, boolean microseconds) {
        AsciiBuffer out = microseconds ? inMicros : inMillis;
        if (out.length() == 0) {
            FrameTimes.rewrite(frame, shiftUs, microseconds, out);
        }
        return out;
    }

    private void sendOldTrades(String stream, Subscriber subscriber, long count) throws InterruptedException {
        for (CombinedFrame frame : recentTrades.last(StreamNames.symbolOf(stream), count)) {
            deliver(frame, subscriber);
        }
    }

    private void applyFaults() throws InterruptedException {
        venue.arrivals().enterDue(topics, this::sendOldTrades);
        frameFaults.onStep();
        for (Fault fault = faults.poll(); fault != null; fault = faults.poll()) {
            switch (fault.kind()) {
                case GAP -> tradesToSkip.merge(key(fault), fault.count(), Long::sum);
                case DUPLICATE -> sendAgain(fault);
                case GARBAGE -> garbage.send(fault, newestSymbol);
                default -> throw new IllegalStateException("not for the source: " + fault);
            }
        }
    }

    /** A fault of all symbols takes the next trades whatever their symbol. */
    private static String key(Fault fault) {
        return fault.symbol() == null ? "" : fault.symbol();
    }

    private boolean isSkipped(String symbol) {
        return !tradesToSkip.isEmpty() && (isSkippedBy(symbol) || isSkippedBy(""));
    }

    private boolean isSkippedBy(String key) {
        Long left = tradesToSkip.remove(key);
        if (left != null && left > 1) {
            tradesToSkip.put(key, left - 1);
        }
        return left != null;
    }

    private void sendAgain(Fault fault) throws InterruptedException {
        for (CombinedFrame frame : recentTrades.last(fault.symbol(), fault.count())) {
            deliver(frame);
        }
    }

    @Override
    public SourceView view() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("file", String.valueOf(plan.file()));
        figures.put("speed", plan.isUnpaced() ? "max" : Integer.toString(plan.speed()));
        figures.put("retime", plan.retime());
        figures.put("lines", lineCount.sum());
        figures.put("frames", frameCount.sum());
        figures.put("passes", passCount.sum());
        figures.put("paused", paused);
        figures.put("finished", finished);
        return new SourceView("replay", figures, thread.failure());
    }

    @Override
    public List<LastTrade> lastTrades() {
        return List.copyOf(lastTrades.values());
    }

    @Override
    public Set<String> symbols() {
        return Set.of();
    }

    @Override
    public void close() {
        thread.close();
    }
}
