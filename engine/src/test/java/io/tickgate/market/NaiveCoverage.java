package io.tickgate.market;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@link TradeCoverage} must be, said id by id: a set of the ids that came, and for each missing one the statement by which it is
 * suspected, or that it is lost. Without absurd ids and without a venue that counts anew.
 */
final class NaiveCoverage {
    private static final long LOST = -1;

    private final int holesMax;
    private final TreeSet<Long> covered = new TreeSet<>();
    private final Set<Long> came = new HashSet<>();
    /** Missing ids, each with the number of the statement that showed it. */
    private final NavigableMap<Long, Long> missing = new TreeMap<>();

    private final NavigableMap<Long, Long> deadlines = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private boolean isOpen = true;
    private long newest = Long.MIN_VALUE;
    private long statements;
    private long nowNs;

    NaiveCoverage(int holesMax) {
        this.holesMax = holesMax;
    }

    List<String> take() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    boolean isOpen() {
        return isOpen;
    }

    void open() {
        isOpen = true;
    }

    boolean isCovered(long id) {
        return covered.contains(id);
    }

    boolean hasCome(long id) {
        return came.contains(id);
    }

    void pass(long untilNs) {
        nowNs = untilNs;
        for (Map.Entry<Long, Long> due :
                List.copyOf(deadlines.headMap(statements + 1).entrySet())) {
            if (due.getValue() <= untilNs) {
                deadlines.remove(due.getKey());
                confirm(due.getKey());
            }
        }
    }

    private void confirm(long statement) {
        for (List<Long> run : runs()) {
            if (missing.get(run.get(0)) == statement) {
                told.add("gap " + run.get(0) + ".." + run.get(run.size() - 1));
                isOpen |= run.get(0) > head();
            }
        }
        missing.replaceAll((id, by) -> by == statement ? LOST : by);
    }

    /** Missing ids that lie side by side and are of one statement, or all lost. */
    private List<List<Long>> runs() {
        List<List<Long>> runs = new ArrayList<>();
        long previous = Long.MIN_VALUE;
        for (Map.Entry<Long, Long> each : missing.entrySet()) {
            boolean isJoined =
                    previous == each.getKey() - 1 && missing.get(previous).equals(each.getValue());
            if (!isJoined) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(each.getKey());
            previous = each.getKey();
        }
        return runs;
    }

    private long head() {
        return covered.isEmpty() ? Long.MIN_VALUE : covered.last();
    }

    String trade(long id, boolean isDelivered) {
        came.add(id);
        boolean isAhead = covered.isEmpty() || id > head();
        String verdict = covered.isEmpty() ? begin(id) : cover(id, id);
        if (isAhead) {
            isOpen &= !isDelivered;
        }
        return verdict;
    }

    private String begin(long id) {
        covered.add(id);
        newest = id;
        return "NEXT";
    }

    String noTrade(long id) {
        came.add(id);
        return covered.isEmpty() ? "DUPLICATE" : cover(id, id);
    }

    String backFilled(long first, long last) {
        if (!covered.isEmpty() && first > newest + 1) {
            return "QUARANTINED";
        }
        for (long id = first; id <= last; id++) {
            came.add(id);
        }
        return covered.isEmpty() ? "DUPLICATE" : cover(first, last);
    }

    void watermark(long id) {
        if (!covered.isEmpty() && id > newest) {
            suspect(id);
        }
    }

    private void suspect(long last) {
        makeRoom();
        statements++;
        deadlines.put(statements, nowNs + 2 * CoverageRig.S);
        for (long id = newest + 1; id <= last; id++) {
            missing.put(id, statements);
        }
        newest = last;
    }

    /** The oldest run gives way, and with it all that lies below. */
    private void makeRoom() {
        List<List<Long>> runs = runs();
        if (runs.size() < holesMax) {
            return;
        }
        List<Long> oldest = runs.get(0);
        long last = oldest.get(oldest.size() - 1);
        if (missing.get(last) != LOST) {
            told.add("gap " + oldest.get(0) + ".." + last);
        }
        oldest.forEach(missing::remove);
        covered.removeIf(id -> id < last);
    }

    private String cover(long first, long last) {
        boolean isAhead = last > head();
        boolean isNext = first <= head() + 1;
        if (first > newest + 1) {
            suspect(first - 1);
        } else if (!hasRoom(first, last)) {
            if (!isAhead) {
                return "DUPLICATE";
            }
            makeRoomFor(first);
        }
        boolean wasMissing = !missing.subMap(first, true, last, true).isEmpty();
        tellFilled(first, last);
        for (long id = first; id <= last; id++) {
            if (missing.remove(id) != null || id > newest) {
                covered.add(id);
            }
        }
        newest = Math.max(newest, last);
        return isAhead ? isNext ? "NEXT" : "AFTER_HOLE" : wasMissing ? "FILLS_HOLE" : "DUPLICATE";
    }

    private void makeRoomFor(long first) {
        List<Long> oldest = runs().get(0);
        if (!oldest.contains(first)) {
            makeRoom();
            return;
        }
        if (missing.get(first) != LOST) {
            told.add("gap " + oldest.get(0) + ".." + (first - 1));
        }
        missing.headMap(first).clear();
        covered.headSet(first).clear();
    }

    /** Whether the ids split no run in two, or there may be one more. */
    private boolean hasRoom(long first, long last) {
        for (List<Long> run : runs()) {
            if (run.get(0) < first && run.get(run.size() - 1) > last) {
                return runs().size() < holesMax;
            }
        }
        return true;
    }

    private void tellFilled(long first, long last) {
        for (List<Long> run : runs()) {
            long from = Math.max(first, run.get(0));
            long to = Math.min(last, run.get(run.size() - 1));
            if (from <= to && missing.get(run.get(0)) == LOST) {
                told.add("filled " + from + ".." + to);
            }
        }
    }
}
