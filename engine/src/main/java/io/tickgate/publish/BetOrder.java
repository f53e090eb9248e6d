package io.tickgate.publish;

/**
 * Places of bets of one owner, ascending by two keys: (sequence, instrument) in the order of acceptance, (sequence, ordinal) in that of
 * decision. Entries come at the end as a rule, and may come anywhere when the state is told anew. Written by the publish stage's thread,
 * read by any without waiting: a reader sees each entry that was there when it began and is still there. No page that is shown is empty.
 *
 * <p>17 bytes a bet. Forgotten bets keep their entry until all of their page are forgotten, which comes soon after, as bets are forgotten
 * nearly in the order in which they were taken.
 */
class BetOrder {
    /** Sees entries; the bet at the place may be another one by now, which the visitor must check. */
    @FunctionalInterface
    interface Visitor {
        /** An entry. Returns whether to go on. */
        boolean onEntry(long major, int minor, int place);
    }

    private volatile BetOrderPage[] pages = new BetOrderPage[0];

    void add(long major, int minor, int place, BetState state) {
        BetOrderPage[] all = pages;
        int last = all.length - 1;
        if (last < 0 || isBehind(all[last], major, minor)) {
            append(all, major, minor, place, state);
        } else {
            int at = Math.max(0, lastPageUpTo(all, major, minor));
            show(replaced(all, at, all[at].with(major, minor, place, state)));
        }
    }

    private static boolean isBehind(BetOrderPage page, long major, int minor) {
        return page.indexAfter(major, minor) == page.count();
    }

    private void append(BetOrderPage[] all, long major, int minor, int place, BetState state) {
        int last = all.length - 1;
        if (last >= 0 && !all[last].isFull()) {
            all[last].append(major, minor, place, state);
            return;
        }
        boolean isGrowing = last >= 0 && !all[last].isLongest();
        BetOrderPage page = isGrowing ? all[last].grown() : BetOrderPage.empty(last < 0);
        // Before it is shown: a page is found by its first entry, so readers must never meet an empty one.
        page.append(major, minor, place, state);
        show(replaced(all, isGrowing ? last : all.length, page));
    }

    /** From here on readers see these pages; a test looks from here as a reader at that moment would. */
    void show(BetOrderPage[] newer) {
        pages = newer;
    }

    /** The pages with some in place of the one at an index, or behind the last. */
    private static BetOrderPage[] replaced(BetOrderPage[] all, int at, BetOrderPage... by) {
        int after = Math.min(all.length, at + 1);
        BetOrderPage[] newer = new BetOrderPage[at + by.length + all.length - after];
        System.arraycopy(all, 0, newer, 0, at);
        System.arraycopy(by, 0, newer, at, by.length);
        System.arraycopy(all, after, newer, at + by.length, all.length - after);
        return newer;
    }

    void remove(long major, int minor) {
        BetOrderPage[] all = pages;
        int at = lastPageUpTo(all, major, minor);
        if (at >= 0) {
            all[at].remove(major, minor);
            if (all[at].isEmpty()) {
                show(replaced(all, at));
            }
        }
    }

    void state(long major, int minor, BetState state) {
        BetOrderPage[] all = pages;
        int at = lastPageUpTo(all, major, minor);
        if (at >= 0) {
            all[at].state(major, minor, state);
        }
    }

    boolean isEmpty() {
        return pages.length == 0;
    }

    /** The last page that begins at or before a key; -1 when none does. */
    private static int lastPageUpTo(BetOrderPage[] all, long major, int minor) {
        int low = 0;
        int high = all.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all[middle].isAfter(0, major, minor)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - 1;
    }

    // Any thread.

    /**
     * Visits entries before a key, the last one first.
     *
     * @param beforeMajor entries of smaller major keys are visited.
     * @param stateBits only those in one of these states.
     * @param wantedMinor only those of this minor key; 0 for all.
     * @param looksMax entries to look at.
     * @param visitor told of them.
     * @return major key of the last entry that was looked at, when the looks did not suffice; otherwise 0.
     */
    long visitBefore(long beforeMajor, int stateBits, int wantedMinor, int looksMax, Visitor visitor) {
        BetOrderPage[] all = pages;
        int looksLeft = looksMax;
        for (int p = lastPageUpTo(all, beforeMajor, Integer.MIN_VALUE); p >= 0; p--) {
            BetOrderPage page = all[p];
            int start = page.mayHold(stateBits) ? page.indexAfter(beforeMajor, Integer.MIN_VALUE) - 1 : -1;
            for (int i = start; i >= 0; i--) {
                if (looksLeft-- == 0) {
                    return page.major(i) + 1;
                }
                boolean isWanted = page.isIn(i, stateBits) && (wantedMinor == 0 || page.minor(i) == wantedMinor);
                int place = page.place(i);
                if (isWanted && place >= 0 && !visitor.onEntry(page.major(i), page.minor(i), place)) {
                    return 0;
                }
            }
        }
        return 0;
    }

    /** Visits the entries after a key, the first one first. */
    void visitAfter(long major, int minor, Visitor visitor) {
        BetOrderPage[] all = pages;
        int first = Math.max(0, lastPageUpTo(all, major, minor));
        for (int p = first; p < all.length; p++) {
            BetOrderPage page = all[p];
            for (int i = page.indexAfter(major, minor); i < page.count(); i++) {
                int place = page.place(i);
                if (place >= 0 && !visitor.onEntry(page.major(i), page.minor(i), place)) {
                    return;
                }
            }
        }
    }
}
