package io.tickgate.feed.rest;

/**
 * Trade ids from first to last, both included.
 *
 * @param first at least 0.
 * @param last at least the first.
 */
record IdRange(long first, long last) {
    IdRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no range: " + first + " to " + last);
        }
    }

    boolean touches(long otherFirst, long otherLast) {
        return first <= otherLast && otherFirst <= last;
    }

    /** Number of ids. */
    long length() {
        return last - first + 1;
    }
}
