package io.tickgate.market;

/**
 * Bets of one rule by their bands: finds those that contain a price, or that lie between two prices, in O(log n + found). A treap in
 * the {@link BetTable}: ordered by (least price, sequence), a heap by a number mixed from the sequence, and each node knows the greatest
 * price of its subtree. So its shape follows from the bets in it alone. Depth is about 2.5 × log2 n. Allocates nothing.
 *
 * <p>It also remembers an open interval of prices around the newest trade in which no band lies, wholly or in part: most trades stay
 * there, and need no search.
 */
final class BandIndex {
    private static final int NONE = BetTable.NONE;

    private final BetTable bets;
    private int root = NONE;
    private int size;
    private int splitLeft;
    private int splitRight;
    /** Greatest last time of the bets that were added since it was empty. */
    private long lastEpochNs = Long.MIN_VALUE;
    /** No band lies between these; empty when they are equal. */
    private long quietLowE8;

    private long quietHighE8;
    private long quietAtE8;

    BandIndex(BetTable bets) {
        this.bets = bets;
    }

    int size() {
        return size;
    }

    /** No window in here ends later; {@link Long#MIN_VALUE} when it is empty. */
    long lastEpochNs() {
        return lastEpochNs;
    }

    void add(int place) {
        bets.children(place, NONE, NONE);
        bets.greatestE8(place, bets.lastE8(place));
        root = insert(root, place);
        size++;
        lastEpochNs = Math.max(lastEpochNs, bets.lastEpochNs(place));
        shrinkQuiet(bets.minE8(place), bets.lastE8(place));
    }

    private int insert(int node, int place) {
        if (node == NONE) {
            return place;
        }
        if (isAbove(place, node)) {
            split(node, place);
            bets.children(place, splitLeft, splitRight);
            update(place);
            return place;
        }
        if (isBefore(place, node)) {
            bets.children(node, insert(bets.left(node), place), bets.right(node));
        } else {
            bets.children(node, bets.left(node), insert(bets.right(node), place));
        }
        bets.greatestE8(node, Math.max(bets.greatestE8(node), bets.lastE8(place)));
        return node;
    }

    /** Splits a subtree into what comes before a bet, and what comes after it. */
    private void split(int node, int place) {
        if (node == NONE) {
            splitLeft = NONE;
            splitRight = NONE;
        } else if (isBefore(place, node)) {
            split(bets.left(node), place);
            bets.children(node, splitRight, bets.right(node));
            update(node);
            splitRight = node;
        } else {
            split(bets.right(node), place);
            bets.children(node, bets.left(node), splitLeft);
            update(node);
            splitLeft = node;
        }
    }

    /** Removes a bet that is in here. */
    void remove(int place) {
        root = remove(root, place);
        size--;
        if (size == 0) {
            lastEpochNs = Long.MIN_VALUE;
        }
    }

    private int remove(int node, int place) {
        if (node == place) {
            return merge(bets.left(node), bets.right(node));
        }
        if (isBefore(place, node)) {
            bets.children(node, remove(bets.left(node), place), bets.right(node));
        } else {
            bets.children(node, bets.left(node), remove(bets.right(node), place));
        }
        update(node);
        return node;
    }

    private int merge(int before, int after) {
        if (before == NONE) {
            return after;
        }
        if (after == NONE) {
            return before;
        }
        if (isAbove(before, after)) {
            bets.children(before, bets.left(before), merge(bets.right(before), after));
            update(before);
            return before;
        }
        bets.children(after, merge(before, bets.left(after)), bets.right(after));
        update(after);
        return after;
    }

    private void update(int node) {
        long greatest = bets.lastE8(node);
        int left = bets.left(node);
        int right = bets.right(node);
        if (left != NONE) {
            greatest = Math.max(greatest, bets.greatestE8(left));
        }
        if (right != NONE) {
            greatest = Math.max(greatest, bets.greatestE8(right));
        }
        bets.greatestE8(node, greatest);
    }

    private boolean isBefore(int place, int other) {
        long min = bets.minE8(place);
        long otherMin = bets.minE8(other);
        return min != otherMin ? min < otherMin : bets.sequence(place) < bets.sequence(other);
    }

    /** The mix is a bijection (the finalizer of MurmurHash3), so that no two bets are equal. */
    private boolean isAbove(int place, int other) {
        return mix(bets.sequence(place)) > mix(bets.sequence(other));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    /** Adds to a list the bets whose bands contain a price. */
    void findAround(long priceE8, PlaceList into) {
        findAround(root, priceE8, into);
    }

    private void findAround(int node, long priceE8, PlaceList into) {
        if (node == NONE || bets.greatestE8(node) < priceE8) {
            return;
        }
        findAround(bets.left(node), priceE8, into);
        if (bets.minE8(node) > priceE8) {
            return;
        }
        if (bets.lastE8(node) >= priceE8) {
            into.add(node);
        }
        findAround(bets.right(node), priceE8, into);
    }

    /** Adds to a list the bets whose bands lie between two prices, and contain neither. */
    void findBetween(long lowE8, long highE8, PlaceList into) {
        findBetween(root, lowE8, highE8, into);
    }

    private void findBetween(int node, long lowE8, long highE8, PlaceList into) {
        if (node == NONE) {
            return;
        }
        long min = bets.minE8(node);
        if (min > lowE8) {
            findBetween(bets.left(node), lowE8, highE8, into);
            if (bets.lastE8(node) < highE8) {
                into.add(node);
            }
        }
        if (min < highE8) {
            findBetween(bets.right(node), lowE8, highE8, into);
        }
    }

    /**
     * Adds to a list bets in the order of the tree, those after a given one.
     *
     * @param minE8 least price of that one, {@link Long#MIN_VALUE} for all.
     * @param sequence of that one.
     * @param sizeMax of the list; there may be more when it is reached.
     * @param into the list.
     */
    void list(long minE8, long sequence, int sizeMax, PlaceList into) {
        list(root, minE8, sequence, sizeMax, into);
    }

    private void list(int node, long minE8, long sequence, int sizeMax, PlaceList into) {
        if (node == NONE || into.size() >= sizeMax) {
            return;
        }
        long min = bets.minE8(node);
        boolean isAfter = min != minE8 ? min > minE8 : bets.sequence(node) > sequence;
        if (isAfter) {
            list(bets.left(node), minE8, sequence, sizeMax, into);
            if (into.size() < sizeMax) {
                into.add(node);
            }
        }
        list(bets.right(node), minE8, sequence, sizeMax, into);
    }

    /** Whether no band lies at a price, or between it and the one that was settled on last; false when that would need a search. */
    boolean isQuietAt(long priceE8) {
        return priceE8 > quietLowE8 && priceE8 < quietHighE8;
    }

    private void shrinkQuiet(long minE8, long lastE8) {
        if (lastE8 < quietAtE8) {
            quietLowE8 = Math.max(quietLowE8, lastE8);
        } else if (minE8 > quietAtE8) {
            quietHighE8 = Math.min(quietHighE8, minE8);
        } else {
            quietLowE8 = quietAtE8;
            quietHighE8 = quietAtE8;
        }
    }

    /** Finds the interval around a price anew. */
    void settleOn(long priceE8) {
        long low = Long.MIN_VALUE;
        long high = Long.MAX_VALUE;
        int node = root;
        while (node != NONE) {
            if (bets.minE8(node) > priceE8) {
                high = bets.minE8(node);
                node = bets.left(node);
            } else {
                low = Math.max(low, bets.lastE8(node));
                int left = bets.left(node);
                low = left == NONE ? low : Math.max(low, bets.greatestE8(left));
                node = bets.right(node);
            }
        }
        quietAtE8 = priceE8;
        quietLowE8 = low < priceE8 ? low : priceE8;
        quietHighE8 = low < priceE8 ? high : priceE8;
    }
}
