package io.tickgate.feed.rest;

import io.tickgate.feed.rest.BinanceRest.Aggregate;
import io.tickgate.record.RecordFlyweight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds trades of Binance by their ids. Aggregates can be selected by time or by aggregate id, not by trade id: so the first page is of the
 * time of the trade before the gap, the next ones go on by aggregate id until the last missing trade. Ids that aggregates leave out are
 * asked for one by one where the host offers that.
 */
final class BinanceTradeSearch implements TradeSearch {
    /** A window with both ends must be shorter than an hour. */
    private static final long WINDOW_MS = TimeUnit.HOURS.toMillis(1) - 1;
    /** Times are inclusive and cut to the ms. */
    private static final long MARGIN_MS = 1;
    /** A jump back spans at least so many aggregates, so that a search does not creep, and at most ten pages. */
    private static final long JUMP_BACK_MIN = 100;

    private static final long JUMP_BACK_MAX = 10_000;
    /** Runs of ids to be asked for one by one; beyond it they count as absent until the next search. */
    private static final int DOUBTFUL_MAX = 1_000;

    /** What the next request selects by. */
    private enum By {
        TIME,
        NEWEST,
        AGGREGATE_ID,
        TRADE_ID,
        NOTHING
    }

    private final BinanceRest rest;
    private final String venueSymbol;
    private final Deque<IdRange> doubtful = new ArrayDeque<>();
    private final long endMs;
    private By by;
    private long windowStartMs;
    /** From which the next page goes on; beyond all ids until the first page was found. */
    private long aggregateId = Long.MAX_VALUE;
    /** Whether all trades from {@link #low} on are at {@link #aggregateId} or above. */
    private boolean isAnchored;

    private long low;
    private long high;
    private int pages;

    BinanceTradeSearch(
            BinanceRest rest, String venueSymbol, IdRange ids, long timeBeforeEpochNs, long timeAfterEpochNs) {
        this.rest = rest;
        this.venueSymbol = venueSymbol;
        low = ids.first();
        high = ids.last();
        boolean hasTime = timeBeforeEpochNs != RecordFlyweight.ABSENT;
        // Without a time to begin at, the way leads back from the newest ones.
        by = hasTime ? By.TIME : rest.hasHistoricalTrades() ? By.TRADE_ID : By.NEWEST;
        windowStartMs = hasTime ? Math.max(0, TimeUnit.NANOSECONDS.toMillis(timeBeforeEpochNs) - MARGIN_MS) : 0;
        endMs = Math.max(windowStartMs, TimeUnit.NANOSECONDS.toMillis(timeAfterEpochNs) + MARGIN_MS);
    }

    @Override
    public RestRequest next() {
        return switch (by) {
            case TIME ->
                BinanceRest.aggregatesWithin(venueSymbol, windowStartMs, Math.min(windowStartMs + WINDOW_MS, endMs));
            case NEWEST -> BinanceRest.newestAggregates(venueSymbol);
            case AGGREGATE_ID -> BinanceRest.aggregatesFrom(venueSymbol, aggregateId);
            case TRADE_ID -> BinanceRest.tradesFrom(venueSymbol, low, high - low + 1);
            case NOTHING -> throw new IllegalStateException("The search is done");
        };
    }

    @Override
    public TradePage onAnswer(byte[] body) throws RestContentException {
        TradePage page = switch (by) {
            case TIME -> onTime(rest.aggregates(body));
            case NEWEST -> onNewest(rest.aggregates(body));
            case AGGREGATE_ID -> onAggregates(rest.aggregates(body));
            case TRADE_ID -> onTrades(rest.trades(body));
            case NOTHING -> throw new IllegalStateException("The search is done");
        };
        pages++;
        return proceed(page);
    }

    private TradePage onTime(List<Aggregate> aggregates) {
        if (!aggregates.isEmpty()) {
            return onFound(aggregates);
        }
        windowStartMs += WINDOW_MS + 1;
        return windowStartMs > endMs ? settleAllAbsent() : TradePage.EMPTY;
    }

    private TradePage onNewest(List<Aggregate> aggregates) {
        return aggregates.isEmpty() ? settleAllAbsent() : onFound(aggregates);
    }

    private TradePage onAggregates(List<Aggregate> aggregates) throws RestContentException {
        if (aggregates.isEmpty()) {
            return settleAllAbsent(); // Beyond the newest one.
        }
        if (aggregates.get(0).aggregateId() < aggregateId) {
            throw new RestContentException("aggregates below the id that was asked for");
        }
        // Nothing lies between the id that was asked for and the first one: no page before it would bring more.
        isAnchored |= aggregates.get(0).aggregateId() > aggregateId;
        return onFound(aggregates);
    }

    /** Trades before the first one of the page may still be missing: times are only nearly in the order of the ids. */
    private TradePage onFound(List<Aggregate> aggregates) {
        Aggregate first = aggregates.get(0);
        Aggregate last = aggregates.get(aggregates.size() - 1);
        long leading = first.trade().firstTradeId() - low;
        by = By.AGGREGATE_ID;
        if (leading > 0 && !isAnchored && first.aggregateId() > 0) {
            return jumpBack(Math.min(first.aggregateId(), aggregateId), leading);
        }
        isAnchored = true;
        aggregateId = last.aggregateId() + 1;
        return settle(aggregates.stream().map(Aggregate::trade).toList());
    }

    /** Each aggregate holds at least one id, so that this is never too short, save by the bound. */
    private TradePage jumpBack(long fromAggregateId, long missing) {
        long jump = Math.max(JUMP_BACK_MIN, Math.min(missing, JUMP_BACK_MAX));
        aggregateId = Math.max(0, fromAggregateId - jump);
        isAnchored = aggregateId == 0;
        return TradePage.EMPTY;
    }

    private TradePage onTrades(List<TradeRow> trades) throws RestContentException {
        if (trades.isEmpty()) {
            return settleAllAbsent();
        }
        if (trades.get(0).firstTradeId() < low) {
            throw new RestContentException("trades below the id that was asked for");
        }
        return settle(trades);
    }

    private TradePage settleAllAbsent() {
        IdRange rest = new IdRange(low, high);
        low = high + 1;
        return new TradePage(List.of(), List.of(rest));
    }

    /** Settles the ids from the lowest open one to the last one of an ascending page. */
    private TradePage settle(List<TradeRow> ascending) {
        List<TradeRow> found = new ArrayList<>();
        List<IdRange> absent = new ArrayList<>();
        for (int i = 0; i < ascending.size() && low <= high; i++) {
            TradeRow row = ascending.get(i);
            if (row.firstTradeId() > low) {
                absent.add(new IdRange(low, Math.min(high, row.firstTradeId() - 1)));
            }
            if (row.firstTradeId() <= high && row.lastTradeId() >= low) {
                found.add(row);
            }
            low = Math.max(low, row.lastTradeId() + 1);
        }
        return new TradePage(found, absent);
    }

    /** Chooses what comes next; what aggregates leave out is no longer absent but doubtful where it can be asked for. */
    private TradePage proceed(TradePage page) {
        TradePage settled = page;
        if (by != By.TRADE_ID
                && rest.hasHistoricalTrades()
                && doubtful.size() + page.absent().size() <= DOUBTFUL_MAX) {
            doubtful.addAll(page.absent());
            settled = new TradePage(page.rows(), List.of());
        }
        if (low > high) {
            IdRange next = doubtful.poll();
            by = next == null ? By.NOTHING : By.TRADE_ID;
            if (next != null) {
                low = next.first();
                high = next.last();
            }
        }
        return settled;
    }

    /** A host without single trades answers 404; what aggregates left out is absent then. */
    @Override
    public @Nullable TradePage onRefused() {
        if (by != By.TRADE_ID) {
            return null;
        }
        rest.onNoHistoricalTrades();
        List<IdRange> absent = left();
        doubtful.clear();
        by = By.NOTHING;
        low = high + 1;
        return new TradePage(List.of(), absent);
    }

    @Override
    public boolean isDone() {
        return by == By.NOTHING || pages >= PAGES_MAX;
    }

    @Override
    public List<IdRange> left() {
        List<IdRange> left = new ArrayList<>(doubtful);
        if (low <= high) {
            left.add(0, new IdRange(low, high));
        }
        return left;
    }
}
