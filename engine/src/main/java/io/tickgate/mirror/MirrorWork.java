package io.tickgate.mirror;

import io.tickgate.publish.PriceView;
import io.tickgate.publish.Published;
import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Turns records into batches: what goes to which key, what is left out of the channel, when to trim. Owned by the mirror's thread. */
final class MirrorWork {
    private static final long NS_PER_MS = 1_000_000;
    /** A trade this old on its way to the channel is late: a subscriber is better served with the newest. */
    private static final long CHANNEL_AGE_MAX_NS = 500_000_000;
    /** Records read in one go though there is no trade among them: some ms, then stopping and probing have their turn. */
    private static final int RECORDS_MAX = 8_192;
    /** Members after which a history is trimmed, so that it is never longer than its bound by much more than this. */
    private static final int TRIM_MEMBERS = 1_024;
    /** At least this often, so that also the history of a quiet instrument loses what is too old. */
    private static final long TRIM_INTERVAL_NS = 10_000_000_000L;
    /**
     * Records before the position that are read for their trade ids only: twice the ids remembered of a stream, so that a trade is
     * known to have come before though the mirror was restarted between its two records.
     */
    private static final int WARM_UP_RECORDS = 2 * RecentTradeIds.SIZE;

    /** Ids of a fetched aggregate that are compared with what came before, so that one of a million does not push out all others. */
    private static final int IDS_OF_AGGREGATE_MAX = 256;

    private final MirrorSettings settings;
    private final Published published;
    private final Counters counters;
    private final MirroredInstruments instruments = new MirroredInstruments();
    private final MirrorBatch batch;
    private final PriceView price = new PriceView();
    private final TradeValues trade = new TradeValues();
    private final ArrayDeque<MirroredInstrument> dirty = new ArrayDeque<>();
    private final ArrayDeque<MirroredInstrument> touched = new ArrayDeque<>();
    private final ArrayDeque<MirroredInstrument> toTrim = new ArrayDeque<>();
    private @Nullable MirrorPosition resumedAt;
    private long accountedSequence = RecordFlyweight.ABSENT;
    private long marketTimeEpochNs;
    private long trimmedAllNs;
    private long newTrades;
    private long conflationDebt;

    MirrorWork(MirrorSettings settings, Published published, Counters counters) {
        this.settings = settings;
        this.published = published;
        this.counters = counters;
        batch = new MirrorBatch(settings.batchMax());
        trimmedAllNs = System.nanoTime() - TRIM_INTERVAL_NS;
    }

    MirrorBatch batch() {
        return batch;
    }

    /** Goes on behind a position that is in Redis. */
    void resume(JournalTail tail, MirrorPosition position) {
        restart(position.sequence());
        resumedAt = position;
        tail.seek(Math.max(0, position.sequence() - WARM_UP_RECORDS));
    }

    /** Begins with the oldest record that the retention asks for. */
    void startOver(JournalTail tail) {
        restart(published.sequence());
        resumedAt = null;
        tail.seekTime(oldestEpochNs(published.marketTimeEpochNs()));
    }

    /**
     * What was under way is forgotten and read again.
     *
     * @param accounted at the first start: up to where trades are an earlier process's, which this one does not publish.
     */
    private void restart(long accounted) {
        if (accountedSequence == RecordFlyweight.ABSENT) {
            accountedSequence = accounted;
        }
        instruments.follow(published.directory(), accountedSequence);
        dirty.clear();
        touched.clear();
        toTrim.clear();
        for (MirroredInstrument instrument : instruments.all()) {
            instrument.restart();
            markDirty(instrument);
        }
    }

    /**
     * Makes the next batch.
     *
     * @param tail to read from.
     * @param nowNs monotonic time.
     * @return number of records read.
     */
    int fill(JournalTail tail, long nowNs) {
        batch.clear();
        newTrades = 0;
        marketTimeEpochNs = published.marketTimeEpochNs();
        if (instruments.follow(published.directory(), accountedSequence)) {
            dirty.removeIf(instrument -> !instruments.all().contains(instrument));
            toTrim.removeIf(instrument -> !instruments.all().contains(instrument));
        }
        int records = 0;
        while (records < RECORDS_MAX && batch.hasRoomForTrade() && tail.next()) {
            records++;
            if (tail.isTrade()) {
                onTrade(tail.trade());
            } else if (tail.isBackFilled()) {
                onBackFilled(tail.backFilled());
            }
        }
        if (position(tail).sequence() > 0) {
            addLatest();
            addHistory(nowNs);
        }
        return records;
    }

    /** Up to where all is in Redis with the batch; sequence 0 while nothing was read. While warming up it stays where it was. */
    MirrorPosition position(JournalTail tail) {
        MirrorPosition resumed = resumedAt;
        return resumed != null && tail.lastSequence() < resumed.sequence() ? resumed : tail.position();
    }

    private long resumedSequence() {
        return resumedAt == null ? 0 : resumedAt.sequence();
    }

    private void onTrade(TradeFlyweight record) {
        MirroredInstrument instrument = instruments.ofStream(record.streamId());
        if (instrument == null) {
            return;
        }
        boolean isNew = record.tradeId() == RecordFlyweight.ABSENT || instrument.recentIds.add(record.tradeId());
        if (!isNew || !isToDo(record)) {
            return;
        }
        trade.set(record);
        addMember(instrument);
        long receivedEpochNs = record.engineTimeEpochNs();
        newTrades += trade.sequence > accountedSequence ? 1 : 0;
        toChannel(instrument, marketTimeEpochNs - receivedEpochNs > CHANNEL_AGE_MAX_NS);
        if (trade.sequence > instrument.newestRead.sequence) {
            instrument.newestRead.set(trade);
        }
        markDirty(instrument);
    }

    /** A fetched trade goes to the history only: whoever reads latest value and channel follows the price as it is now. */
    private void onBackFilled(BackFilledTradeFlyweight record) {
        MirroredInstrument instrument = instruments.ofStream(record.streamId());
        if (instrument == null) {
            return;
        }
        boolean isNew = false;
        long last = Math.min(record.lastTradeId(), record.firstTradeId() + IDS_OF_AGGREGATE_MAX - 1);
        for (long id = record.firstTradeId(); id <= last; id++) {
            isNew |= instrument.recentIds.add(id);
        }
        if (isNew && isToDo(record)) {
            trade.set(record);
            addMember(instrument);
        }
    }

    /** Whether a record is neither done already nor older than the history goes back. */
    private boolean isToDo(RecordFlyweight record) {
        return record.sequence() > resumedSequence() && record.engineTimeEpochNs() >= oldestEpochNs(marketTimeEpochNs);
    }

    private void addMember(MirroredInstrument instrument) {
        if (!instrument.hasMembers()) {
            touched.add(instrument);
        }
        batch.countTrade(instrument.addMember(trade));
    }

    private void toChannel(MirroredInstrument instrument, boolean isLate) {
        if (trade.sequence <= instrument.pendingChannelSequence) {
            return;
        }
        instrument.isConflating = isLate;
        if (!isLate) {
            batch.publish(instrument, instrument.json.encode(trade));
            instrument.pendingChannelSequence = trade.sequence;
        }
    }

    private void markDirty(MirroredInstrument instrument) {
        if (!instrument.isDirty) {
            instrument.isDirty = true;
            dirty.add(instrument);
        }
    }

    /** The newest values there are, which may be ahead of what was read from the journal. */
    private void addLatest() {
        for (int i = dirty.size(); i > 0 && batch.hasRoom(); i--) {
            MirroredInstrument instrument = dirty.remove();
            instrument.isDirty = false;
            if (newestOf(instrument)) {
                addLatest(instrument);
            }
        }
    }

    private void addLatest(MirroredInstrument instrument) {
        long ageMs = Math.max(0, (marketTimeEpochNs - trade.receivedEpochNs) / NS_PER_MS);
        boolean isForChannel = instrument.isConflating && trade.sequence > instrument.pendingChannelSequence;
        if (ageMs >= settings.latestTtlMs() && !isForChannel) {
            return;
        }
        byte[] value = instrument.json.encode(trade);
        if (ageMs < settings.latestTtlMs()) {
            batch.setLatest(instrument, value, settings.latestTtlMs() - ageMs);
        }
        if (isForChannel) {
            batch.publish(instrument, value);
            instrument.pendingChannelSequence = trade.sequence;
            instrument.isConflating = false;
            if (!instrument.hasMembers()) {
                touched.add(instrument);
            }
        }
    }

    /** Sets {@link #trade} to the newest of an instrument, from the board or the journal; returns whether there is one. */
    private boolean newestOf(MirroredInstrument instrument) {
        boolean isOnBoard = published.prices().read(instrument.id, price)
                && price.hasPrice()
                && price.streamId() == instrument.streamId
                // Neither polled nor of a stream without trades.
                && price.tradeTimeEpochNs() > 0;
        if (isOnBoard && price.tradeSequence() >= instrument.newestRead.sequence) {
            trade.set(price);
            return true;
        }
        trade.set(instrument.newestRead);
        return trade.sequence > 0;
    }

    private void addHistory(long nowNs) {
        for (MirroredInstrument instrument : touched) {
            if (instrument.hasMembers()) {
                batch.addMembers(instrument);
            }
            if (instrument.addedSinceTrim >= TRIM_MEMBERS) {
                trim(instrument);
            }
        }
        if (nowNs - trimmedAllNs >= TRIM_INTERVAL_NS) {
            trimmedAllNs = nowNs;
            toTrim.clear();
            toTrim.addAll(instruments.all());
        }
        while (!toTrim.isEmpty() && batch.hasRoom()) {
            trim(toTrim.remove());
        }
    }

    private void trim(MirroredInstrument instrument) {
        long oldestMs = oldestEpochNs(marketTimeEpochNs) / NS_PER_MS;
        batch.trim(instrument, oldestMs, settings.historyMembersMax(), settings.retentionMs());
    }

    private long oldestEpochNs(long nowEpochNs) {
        return Math.max(0, nowEpochNs - Math.multiplyExact(settings.retentionMs(), NS_PER_MS));
    }

    /** The batch is in Redis: counts it. Each trade that is new to this process is published, or counted as conflated. */
    void commit(JournalTail tail) {
        touched.forEach(MirroredInstrument::commit);
        touched.clear();
        accountedSequence = Math.max(accountedSequence, tail.lastSequence());
        counters.add(Counter.MIRROR_TRADES, batch.added());
        counters.add(Counter.MIRROR_TRIMMED, batch.trimmed());
        // Below zero while a message is ahead of the trades read: those come later.
        conflationDebt += newTrades - batch.published();
        if (conflationDebt > 0) {
            counters.add(Counter.MIRROR_CONFLATED, conflationDebt);
            conflationDebt = 0;
        }
    }
}
