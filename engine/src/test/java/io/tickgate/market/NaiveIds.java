package io.tickgate.market;

import io.tickgate.record.BackFilledTradeFlyweight;
import io.tickgate.record.NoTradeFlyweight;
import io.tickgate.record.RecordFlags;
import io.tickgate.record.RecordFlyweight;
import io.tickgate.record.TradeFlyweight;
import io.tickgate.record.WatermarkFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which ids of one stream are covered and by what, id by id in plain maps, a venue that counts anew included; and when which trades are
 * known. Made from the rules as the design states them, for few ids and few holes.
 */
final class NaiveIds {
    private static final long ABSENT = RecordFlyweight.ABSENT;
    private static final long JUMP_MAX = 1_000_000;
    private static final long SUSPICION_NS = 2_000_000_000L;
    private static final long AHEAD_MAX_NS = 5_000_000_000L;
    private static final long LOST = 0;

    /** A record that covers ids. */
    record Covered(long firstId, long lastId, long time, long price, long size, int flags, long sequence) {
        boolean isTrade() {
            return price > 0;
        }

        boolean isRounded() {
            return (flags & RecordFlags.ROUNDED) != 0;
        }

        boolean isAggregate() {
            return firstId != lastId;
        }
    }

    /** Missing ids side by side that were found missing at once, or are lost; with the trade times beside them. */
    record Run(long before, long after, boolean isLost) {}

    private final NavigableMap<Long, Covered> covered = new TreeMap<>();
    private final NavigableMap<Long, Long> missing = new TreeMap<>();
    private final Map<Long, Long> deadlines = new HashMap<>();
    private final List<Covered> taken = new ArrayList<>();
    private long statements;
    private long newest = ABSENT;
    private long live = ABSENT;
    private long quarantined = ABSENT;
    private int quarantinedBy;
    private long newestTime;
    private long since = ABSENT;
    private boolean isAwaited;
    private Covered traded;
    private long silent = ABSENT;
    private long silentId;
    private int silentSource;

    NavigableMap<Long, Covered> covered() {
        return covered;
    }

    /** Every record that brought a trade. */
    List<Covered> taken() {
        return taken;
    }

    Covered traded() {
        return traded;
    }

    long silentEpochNs() {
        return silent;
    }

    long silentId() {
        return silentId;
    }

    int silentSource() {
        return silentSource;
    }

    long sinceEpochNs() {
        return isAwaited ? ABSENT : since;
    }

    List<Run> missing() {
        List<Run> runs = new ArrayList<>();
        for (long first : missing.keySet()) {
            if (missing.get(first).equals(missing.get(first - 1))) {
                continue;
            }
            long last = first;
            while (missing.get(first).equals(missing.get(last + 1))) {
                last++;
            }
            runs.add(new Run(timeOf(first - 1), timeOf(last + 1), missing.get(first) == LOST));
        }
        return runs;
    }

    private long timeOf(long id) {
        Covered by = covered.get(id);
        return by == null || !by.isTrade() ? ABSENT : by.time();
    }

    void pass(long nowEpochNs) {
        for (long statement : List.copyOf(deadlines.keySet())) {
            if (deadlines.get(statement) <= nowEpochNs) {
                deadlines.remove(statement);
                missing.replaceAll((id, by) -> by == statement ? LOST : by);
            }
        }
    }

    private long head() {
        return covered.isEmpty() ? ABSENT : covered.lastKey();
    }

    Covered onTrade(TradeFlyweight trade, long nowEpochNs) {
        long id = trade.tradeId();
        Covered by = new Covered(
                id, id, trade.tradeTimeEpochNs(), trade.priceE8(), trade.sizeE8(), trade.flags(), trade.sequence());
        boolean isFirst = covered.isEmpty();
        boolean isUp = isFirst || id > head();
        boolean isBack = !isUp
                && ((head() - id > JUMP_MAX && id < covered.firstKey())
                        || (by.time() > newestTime && id <= live && !missing.containsKey(id)));
        boolean isFar = !isFirst && isUp && id - newest > JUMP_MAX;
        if ((isBack || isFar) && !isConfirmed(id)) {
            quarantined = id;
            quarantinedBy = 0;
            return null;
        }
        if (isBack) {
            countAnew();
            since = max(since, by.time());
            isAwaited = false;
        } else if (!isUp && !missing.containsKey(id)) {
            return null;
        }
        if (isUp || isBack) {
            live = id;
            quarantined = ABSENT;
        }
        return cover(by, isUp || isBack, trade.engineTimeEpochNs(), nowEpochNs);
    }

    private boolean isConfirmed(long id) {
        return quarantined != ABSENT
                && Math.abs(id - quarantined) <= JUMP_MAX
                && (quarantinedBy != 0 || id > quarantined);
    }

    private void countAnew() {
        covered.clear();
        missing.clear();
        deadlines.clear();
        newest = ABSENT;
        live = ABSENT;
        since = max(since, traded == null ? ABSENT : traded.time());
        since = max(since, silent);
    }

    private static long max(long one, long other) {
        return Math.max(one, other);
    }

    Covered onBackFilled(BackFilledTradeFlyweight trade, long nowEpochNs) {
        if (covered.isEmpty() || trade.firstTradeId() > newest + 1) {
            return null;
        }
        Covered by = new Covered(
                trade.firstTradeId(),
                trade.lastTradeId(),
                trade.tradeTimeEpochNs(),
                trade.priceE8(),
                trade.sizeE8(),
                trade.flags(),
                trade.sequence());
        boolean isNew = !missing.subMap(by.firstId(), true, by.lastId(), true).isEmpty() || by.lastId() > newest;
        return isNew ? cover(by, by.lastId() > head(), trade.engineTimeEpochNs(), nowEpochNs) : null;
    }

    void onNoTrade(NoTradeFlyweight noTrade, long nowEpochNs) {
        long id = noTrade.tradeId();
        if (!covered.isEmpty() && id - newest <= JUMP_MAX && (id > newest || missing.containsKey(id))) {
            coverIds(new Covered(id, id, ABSENT, 0, 0, 0, noTrade.sequence()), nowEpochNs);
        }
    }

    private Covered cover(Covered by, boolean isAbove, long receivedEpochNs, long nowEpochNs) {
        coverIds(by, nowEpochNs);
        taken.add(by);
        newestTime = max(newestTime, by.time());
        if (isAbove && (isAwaited || since == ABSENT)) {
            isAwaited = false;
            since = max(since, by.time());
        }
        boolean isBelievable = by.time() - receivedEpochNs <= AHEAD_MAX_NS;
        if (isBelievable && (traded == null || by.time() > traded.time())) {
            traded = by;
        }
        return by;
    }

    private void coverIds(Covered by, long nowEpochNs) {
        if (newest != ABSENT && by.firstId() > newest + 1) {
            suspect(by.firstId() - 1, nowEpochNs);
        }
        for (long id = by.firstId(); id <= by.lastId(); id++) {
            if (missing.remove(id) != null || newest == ABSENT || id > newest) {
                covered.put(id, by);
            }
        }
        newest = max(newest, by.lastId());
    }

    private void suspect(long last, long nowEpochNs) {
        statements++;
        deadlines.put(statements, nowEpochNs + SUSPICION_NS);
        for (long id = newest + 1; id <= last; id++) {
            missing.put(id, statements);
        }
        newest = last;
    }

    /** Whether it proves silence. */
    boolean onWatermark(WatermarkFlyweight watermark, long nowEpochNs) {
        long id = watermark.newestTradeId();
        if (covered.isEmpty()) {
            return false;
        }
        boolean isFar = id > newest ? id - newest > JUMP_MAX : head() - id > JUMP_MAX;
        boolean isSame = quarantinedBy == watermark.source() && id == quarantined;
        if (isFar && (quarantined == ABSENT || id < quarantined || id - quarantined > JUMP_MAX || isSame)) {
            quarantined = id;
            quarantinedBy = watermark.source();
            return false;
        }
        if (isFar && id < newest) {
            countAnew();
            isAwaited = true;
            quarantined = ABSENT;
            return false;
        }
        if (id > newest) {
            suspect(id, nowEpochNs);
            quarantined = ABSENT;
            return false;
        }
        long asOf = Math.min(watermark.venueTimeEpochNs(), watermark.engineTimeEpochNs());
        boolean isNewest = id == newest && id == head();
        if (isNewest && asOf > silent) {
            silent = asOf;
            silentId = id;
            silentSource = watermark.source();
        }
        return isNewest;
    }
}
