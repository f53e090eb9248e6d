package io.tickgate.simulation;

import java.util.PriorityQueue;

/** Virtual time, and what is to happen when; of the same time in the order in which it was planned. */
final class Agenda {
    private record Entry(long atNs, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return atNs != other.atNs ? Long.compare(atNs, other.atNs) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long nowNs;
    private long planned;

    /** Monotonic time since the world began. */
    long nowNs() {
        return nowNs;
    }

    void at(long atNs, Runnable what) {
        entries.add(new Entry(Math.max(atNs, nowNs), planned++, what));
    }

    void in(long delayNs, Runnable what) {
        at(nowNs + delayNs, what);
    }

    /** Lets happen what is due up to a time, which it is afterwards. */
    void runUntil(long endNs) {
        for (Entry next = entries.peek(); next != null && next.atNs <= endNs; next = entries.peek()) {
            entries.poll();
            nowNs = next.atNs;
            next.what.run();
        }
        nowNs = Math.max(nowNs, endNs);
    }
}
