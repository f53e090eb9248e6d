package io.tickgate.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a window is, found by looking at every trade that came and at every id that did not. Written from the rules, with nothing of the
 * code under test: lists, maps and long loops.
 */
final class NaiveResolver {
    /** A trade as it was told first; of an aggregate the ids that were new. */
    record Came(
            int era,
            long firstId,
            long lastId,
            long time,
            long price,
            long size,
            boolean isRounded,
            boolean isHuge,
            long sequence) {
        boolean isAggregate() {
            return lastId > firstId;
        }
    }

    /** How a window ends: H, M or I, with the sequences that prove a hit. */
    record Answer(char outcome, long decidingSequence, long otherSequence) {}

    /** What was known when the venue began to count anew, and since when it is known again. */
    private record Reset(long newestTime, long silent, long until) {}

    private record Hole(long timeBefore, long timeAfter, boolean hasBefore, boolean hasAfter) {}

    private final List<Came> came = new ArrayList<>();
    private final List<TreeMap<Long, Came>> byId = new ArrayList<>(List.of(new TreeMap<>()));
    private final List<TreeMap<Long, Boolean>> noTrades = new ArrayList<>(List.of(new TreeMap<>()));
    private final List<Long> newestIds = new ArrayList<>(List.of(Long.MIN_VALUE));
    private final List<Reset> resets = new ArrayList<>();
    private List<Hole> holes = List.of();
    private long since = Long.MIN_VALUE;
    private long newestTime = Long.MIN_VALUE;
    private long silent = Long.MIN_VALUE;

    private int era() {
        return byId.size() - 1;
    }

    boolean isKnown(long id) {
        return byId.get(era()).containsKey(id) || noTrades.get(era()).containsKey(id);
    }

    long newestId() {
        return newestIds.get(era());
    }

    void onTrade(
            long first, long last, long time, long price, long size, boolean isRounded, boolean isHuge, long sequence) {
        Came trade = new Came(era(), first, last, time, price, size, isRounded, isHuge, sequence);
        since = came.isEmpty() ? time : since;
        came.add(trade);
        for (long id = first; id <= last; id++) {
            byId.get(era()).putIfAbsent(id, trade);
        }
        newestIds.set(era(), Math.max(newestIds.get(era()), last));
        newestTime = Math.max(newestTime, time);
    }

    void onNoTrade(long id) {
        noTrades.get(era()).put(id, true);
        newestIds.set(era(), Math.max(newestIds.get(era()), id));
    }

    void onWatermark(long id, long time) {
        boolean isAllThere = id == newestIds.get(era()) && isKnown(id);
        newestIds.set(era(), Math.max(newestIds.get(era()), id));
        silent = isAllThere ? Math.max(silent, time) : silent;
    }

    void onReset(long time) {
        resets.add(new Reset(newestTime, silent, Math.max(Math.max(newestTime, silent), time)));
        byId.add(new TreeMap<>());
        noTrades.add(new TreeMap<>());
        newestIds.add(Long.MIN_VALUE);
    }

    /** To be called when all has come. */
    void end() {
        holes = new ArrayList<>();
        for (int era = 0; era < byId.size(); era++) {
            long start = Long.MIN_VALUE;
            for (long id = byId.get(era).firstKey(); id <= newestIds.get(era) + 1; id++) {
                boolean isMissing = id <= newestIds.get(era)
                        && !byId.get(era).containsKey(id)
                        && !noTrades.get(era).containsKey(id);
                if (isMissing && start == Long.MIN_VALUE) {
                    start = id;
                } else if (!isMissing && start != Long.MIN_VALUE) {
                    Came below = byId.get(era).get(start - 1);
                    Came above = byId.get(era).get(id);
                    // What was missing when the venue began to count anew happened before that.
                    boolean hasAfter = above != null || era < era();
                    holes.add(new Hole(
                            below == null ? 0 : below.time,
                            above != null ? above.time : hasAfter ? resets.get(era).until : 0,
                            below != null,
                            hasAfter));
                    start = Long.MIN_VALUE;
                }
            }
        }
    }

    List<Came> trades() {
        return came;
    }

    Answer resolve(
            long from, long to, long min, long max, boolean isHalfOpen, boolean isCrossing, long notional, long grace) {
        long last = isHalfOpen ? to - 1 : to;
        long top = isHalfOpen ? max - 1 : max;
        for (Came trade : came) {
            if (trade.time < from || trade.time > last || !isBigEnough(trade, notional)) {
                continue;
            }
            boolean isIn = trade.price >= min && trade.price <= top;
            boolean isSurelyIn = isIn && (!trade.isRounded || (trade.price != min && trade.price != top));
            if (isSurelyIn) {
                return new Answer('H', trade.sequence, -1);
            }
            Came across = isCrossing ? across(trade, from, last, min, top, notional) : null;
            if (across != null) {
                return new Answer('H', trade.sequence, across.sequence);
            }
        }
        return new Answer(isMissed(from, last, notional, grace) ? 'M' : 'I', -1, -1);
    }

    private static boolean isBigEnough(Came trade, long notional) {
        if (notional == 0) {
            return true;
        }
        long doubt = trade.isRounded ? 1 : 0; // What is recorded may be up to half a unit above the truth.
        BigInteger value =
                BigInteger.valueOf(trade.price - doubt).multiply(BigInteger.valueOf(Math.max(0, trade.size - doubt)));
        BigInteger least = BigInteger.valueOf(notional).multiply(BigInteger.TEN.pow(8));
        return !trade.isAggregate() && value.compareTo(least) >= 0;
    }

    /** An earlier trade beside it, on the other side. */
    private @Nullable Came across(Came trade, long from, long last, long min, long top, long notional) {
        @Nullable Came found = null;
        for (long id : new long[] {trade.firstId - 1, trade.lastId + 1}) {
            Came beside = byId.get(trade.era).get(id);
            if (beside == null) {
                continue;
            }
            boolean isOpposite = (beside.price < min && trade.price > top) || (beside.price > top && trade.price < min);
            if (isOpposite
                    && beside.sequence < trade.sequence
                    && beside.time >= from
                    && beside.time <= last
                    && isBigEnough(beside, notional)
                    && found == null) {
                found = beside;
            }
        }
        return found;
    }

    private boolean isMissed(long from, long last, long notional, long grace) {
        boolean isOver = newestTime > last || (silent != Long.MIN_VALUE && silent - grace >= last);
        if (!isOver || from <= since) {
            return false;
        }
        for (Reset reset : resets) {
            boolean wasOver =
                    reset.newestTime > last || (reset.silent != Long.MIN_VALUE && reset.silent - grace >= last);
            if (!wasOver && from <= reset.until) {
                return false;
            }
        }
        for (Hole hole : holes) {
            boolean isBeforeWindow = hole.hasAfter && hole.timeAfter < from;
            boolean isAfterWindow = hole.hasBefore && hole.timeBefore > last;
            if (!isBeforeWindow && !isAfterWindow) {
                return false;
            }
        }
        for (Came trade : came) {
            boolean isDoubtful = trade.isRounded || (notional > 0 && (trade.isAggregate() || trade.isHuge));
            if (isDoubtful && trade.time >= from && trade.time <= last) {
                return false;
            }
        }
        return true;
    }
}
