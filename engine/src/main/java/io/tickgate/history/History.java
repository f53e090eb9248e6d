package io.tickgate.history;

import io.tickgate.record.IndeterminateReason;
import io.tickgate.touch.StreamCoverage;
import io.tickgate.touch.TouchRule;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * History as readers see it, up to {@link #sequence}. Any thread; a call reads files, so it takes microseconds to milliseconds, and waits
 * while {@value #READERS_MAX} others read.
 *
 * <p>An answer is of one moment: trades and coverage belong together. It may know more than {@link #sequence} says, never less.
 */
public final class History {
    /** Readers at once, each with its own files and buffers: two query threads, receipts, one to spare. */
    private static final int READERS_MAX = 4;

    /** Files are deleted seldom: who finds one gone twice in a row finds the folder gone. */
    private static final int TRIES_MAX = 3;

    private final ConcurrentHashMap<Integer, StreamView> views = new ConcurrentHashMap<>();
    private final LinkedBlockingDeque<BlockReader> readers = new LinkedBlockingDeque<>();
    private volatile @Nullable HistoryFault fault;
    private volatile Reached reached = new Reached(0, Long.MIN_VALUE);

    /** Of an engine without a history: knows no trade of any stream. */
    public static final History NONE = new History(Path.of(""));

    private record Reached(long sequence, long marketTimeEpochNs) {}

    /** What is read of a stream. */
    private interface Query<T> {
        T run(StreamView view, BlockReader reader);
    }

    History(Path folder) {
        for (int i = 0; i < READERS_MAX; i++) {
            readers.add(new BlockReader(folder));
        }
    }

    /** Writer's thread: begins with what was stored. */
    void restart(Collection<StreamHistory> streams, long sequence, long marketTimeEpochNs) {
        views.clear();
        for (StreamHistory stream : streams) {
            views.put(stream.streamId(), stream.view());
        }
        reach(sequence, marketTimeEpochNs);
    }

    /** Writer's thread. */
    void show(int streamId, StreamView view) {
        views.put(streamId, view);
    }

    /** Writer's thread, after everything up to there is shown. */
    void reach(long sequence, long marketTimeEpochNs) {
        reached = new Reached(sequence, marketTimeEpochNs);
    }

    /** Sequence of the newest record that is taken into account everywhere; 0 before the first. */
    public long sequence() {
        return reached.sequence;
    }

    /** Writer's thread: why it does not go on; null when it does again. */
    void fault(@Nullable HistoryFault now) {
        fault = now;
    }

    /** Why it does not go on; null while it does. */
    public @Nullable HistoryFault fault() {
        return fault;
    }

    /** Market time as of {@link #sequence}; {@link Long#MIN_VALUE} before the first record. */
    public long marketTimeEpochNs() {
        return reached.marketTimeEpochNs;
    }

    /** {@link #touch(int, long, long, long, long, TouchRule, QueryDeadline)} without an end of patience. */
    public TouchAnswer touch(int streamId, long fromEpochNs, long toEpochNs, long minE8, long maxE8, TouchRule rule) {
        return touch(streamId, fromEpochNs, toEpochNs, minE8, maxE8, rule, QueryDeadline.NONE);
    }

    /**
     * Whether a band was touched within a window; decided by the same functions as bets.
     *
     * @param toEpochNs the window's end, taken as the rule says.
     * @param maxE8 the band's upper bound, taken as the rule says.
     * @throws IllegalArgumentException when window or band is empty.
     * @throws QueryDeadline.QueryTooLongException when it takes too long.
     */
    public TouchAnswer touch(
            int streamId,
            long fromEpochNs,
            long toEpochNs,
            long minE8,
            long maxE8,
            TouchRule rule,
            QueryDeadline deadline) {
        long lastEpochNs = rule.last(toEpochNs);
        long lastE8 = rule.last(maxE8);
        if (fromEpochNs > lastEpochNs || minE8 > lastE8) {
            throw new IllegalArgumentException("The window or the band is empty");
        }
        Reached asOf = reached; // Before the view is taken, which may then know more.
        return read(streamId, deadline, (view, reader) -> {
            List<Gap> damaged = new ArrayList<>();
            TouchSearch search = new TouchSearch(fromEpochNs, lastEpochNs, minE8, lastE8, rule, reader, damaged);
            search.search(view);
            WindowCounts counts = WindowSums.whole(fromEpochNs, lastEpochNs, reader, damaged)
                    .add(view)
                    .counts();
            WindowJudge judge = new WindowJudge(view, fromEpochNs, lastEpochNs);
            boolean isHit = search.deciding() != null;
            IndeterminateReason reason =
                    isHit ? null : judge.whyNotMissed(rule, asOf.marketTimeEpochNs, counts, !damaged.isEmpty());
            TouchAnswer.Outcome missedOrNot =
                    reason == null ? TouchAnswer.Outcome.MISS : TouchAnswer.Outcome.INDETERMINATE;
            List<Gap> gaps = judge.gaps(rule.graceNs());
            gaps.addAll(distinct(damaged));
            return new TouchAnswer(
                    isHit ? TouchAnswer.Outcome.HIT : missedOrNot,
                    reason,
                    search.deciding(),
                    search.other(),
                    streamId,
                    fromEpochNs,
                    lastEpochNs,
                    minE8,
                    lastE8,
                    rule,
                    judge.coverage(),
                    gaps,
                    counts,
                    asOf.sequence);
        });
    }

    /** A second try, after files were deleted, shows again from the first trade that is left: what was shown already is left out. */
    private static final class ShownOnce implements TradeVisitor {
        private final TradeVisitor visitor;
        private @Nullable Trade last;

        ShownOnce(TradeVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public boolean onTrade(Trade trade) {
            if (last != null && OrderedTrades.ORDER.compare(trade, last) <= 0) {
                return true;
            }
            last = trade;
            return visitor.onTrade(trade);
        }
    }

    private static List<Gap> distinct(List<Gap> gaps) {
        return gaps.stream().distinct().toList();
    }

    /** {@link #trades(int, long, long, long, TradeVisitor, QueryDeadline)} without an end of patience. */
    public void trades(int streamId, long fromEpochNs, long lastEpochNs, long upToSequence, TradeVisitor visitor) {
        trades(streamId, fromEpochNs, lastEpochNs, upToSequence, visitor, QueryDeadline.NONE);
    }

    /**
     * Shows the trades of a window, both ends included, in the order (trade time, trade id), live and fetched.
     *
     * @param upToSequence trades of later records are left out.
     * @return what could not be shown.
     * @throws QueryDeadline.QueryTooLongException when it takes too long.
     */
    public ShownTrades trades(
            int streamId,
            long fromEpochNs,
            long lastEpochNs,
            long upToSequence,
            TradeVisitor visitor,
            QueryDeadline deadline) {
        ShownOnce once = new ShownOnce(visitor);
        return read(streamId, deadline, (view, reader) -> {
            List<Gap> damaged = new ArrayList<>();
            new OrderedTrades(view, upToSequence, reader, damaged, OrderedTrades.LATE_MAX, once)
                    .show(fromEpochNs, lastEpochNs);
            return new ShownTrades(view.isForgotten(fromEpochNs), distinct(damaged));
        });
    }

    /**
     * Some trades of a window, both ends included.
     *
     * @param after where to go on; null: at the window's start.
     * @param limit most trades, above zero.
     */
    public TradePage page(
            int streamId,
            long fromEpochNs,
            long lastEpochNs,
            @Nullable PageCursor after,
            int limit,
            QueryDeadline deadline) {
        long asOf = sequence();
        List<Trade> trades = new ArrayList<>();
        long from = after == null ? fromEpochNs : Math.max(fromEpochNs, after.tradeTimeEpochNs());
        List<Gap> damaged = new ArrayList<>();
        if (from <= lastEpochNs) {
            damaged.addAll(trades(
                            streamId,
                            from,
                            lastEpochNs,
                            Long.MAX_VALUE,
                            trade -> {
                                if (after == null || after.isBefore(trade)) {
                                    trades.add(trade);
                                }
                                return trades.size() <= limit;
                            },
                            deadline)
                    .damaged());
        }
        boolean isMore = trades.size() > limit;
        List<Trade> shown = isMore ? List.copyOf(trades.subList(0, limit)) : List.copyOf(trades);
        return new TradePage(shown, isMore ? PageCursor.after(shown.get(limit - 1)) : null, damaged, asOf);
    }

    /**
     * Bars of the steps that have a trade. Those that reach into a damaged block lack its trades.
     *
     * @param fromEpochNs first time of the first step.
     * @param stepNs above zero.
     * @param steps how many, above zero; each costs 200 bytes while it is asked for.
     */
    public Bars bars(int streamId, long fromEpochNs, long stepNs, int steps, QueryDeadline deadline) {
        return read(streamId, deadline, (view, reader) -> {
            long lastEpochNs = fromEpochNs + stepNs * steps - 1;
            List<Gap> damaged = new ArrayList<>();
            WindowSums window = new WindowSums(fromEpochNs, lastEpochNs, stepNs, steps, reader, damaged).add(view);
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                if (window.sums()[i * Zone.FIELDS + Zone.COUNT] > 0) {
                    bars.add(bar(fromEpochNs + i * stepNs, window.sums(), i * Zone.FIELDS));
                }
            }
            return new Bars(bars, distinct(damaged));
        });
    }

    private static Bar bar(long startEpochNs, long[] sums, int at) {
        BigInteger volume = BigInteger.valueOf(sums[at + Zone.VOLUME_HIGH])
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(sums[at + Zone.VOLUME_LOW])));
        return new Bar(
                startEpochNs,
                sums[at + Zone.OPEN_PRICE],
                sums[at + Zone.HIGH],
                sums[at + Zone.LOW],
                sums[at + Zone.CLOSE_PRICE],
                volume,
                sums[at + Zone.COUNT]);
    }

    /** What is known of a stream's trades; knows nothing of a stream without trades. */
    public StreamCoverage coverage(int streamId) {
        return view(streamId).coverage();
    }

    /** What is known of a window's trades, also where the market has begun to know anew since, or trades were deleted. */
    public StreamCoverage coverage(int streamId, long fromEpochNs, long lastEpochNs) {
        return new WindowJudge(view(streamId), fromEpochNs, lastEpochNs).coverage();
    }

    /**
     * The gaps that may hold trades of a window, both ends included; also what of it lies before and behind that of which anything is known. So none means that
     * all trades of the window are known.
     *
     * @param graceNs how late a trade may come after a sign of silence.
     */
    public List<Gap> gaps(int streamId, long fromEpochNs, long lastEpochNs, long graceNs) {
        Reached asOf = reached; // Before the view is taken, which may then know more.
        WindowJudge judge = new WindowJudge(view(streamId), fromEpochNs, lastEpochNs);
        List<Gap> gaps = judge.gaps(0);
        judge.addEdges(graceNs, asOf.marketTimeEpochNs, gaps);
        return gaps;
    }

    /** For tests of what reads it. */
    StreamView viewOf(int streamId) {
        return view(streamId);
    }

    private StreamView view(int streamId) {
        StreamView view = views.get(streamId);
        return view == null ? new StreamHistory(streamId, Rows.ROWS_MAX).view() : view;
    }

    private <T> T read(int streamId, QueryDeadline deadline, Query<T> query) {
        BlockReader reader = take();
        try {
            reader.deadline(deadline);
            for (int tries = 1; ; tries++) {
                try {
                    return query.run(view(streamId), reader);
                } catch (BlockReader.PrunedException e) {
                    if (tries == TRIES_MAX) {
                        throw new HistoryException("Files of history are missing: " + e.getCause(), e);
                    }
                }
            }
        } finally {
            readers.add(reader);
        }
    }

    private BlockReader take() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryException("Interrupted while waiting to read history", e);
        }
    }

    /** Closes the files of readers that rest; with the writer. */
    void close() {
        for (BlockReader reader : readers) {
            reader.close();
        }
    }
}
