package io.tickgate.snapshot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which snapshots stay: the newest, for the next start, and <em>anchors</em>, behind which a replay can begin once the journal's first files are gone.
 * Stateless.
 *
 * <p>An anchor is the first snapshot of an hour of market time, hence of a file of the journal, so that nearly all of that file can be derived from it. Of
 * those at most {@value #ANCHORS_MAX} stay, spread over all the time that there is: as one comes, one goes whose neighbours are nearest to each other. The
 * oldest stays until its file is deleted. With 7 days of journal they are 8 to 16 hours apart.
 */
final class KeptSnapshots {
    /** One more than pruning relies on, so that a damaged one does not at once leave the older of two. */
    static final int NEWEST = 3;
    /** With a million bets a snapshot has some 200 MB; a day's journal has more than all of them. */
    static final int ANCHORS_MAX = 12;

    /** A file of the journal holds an hour of engine time. */
    private static final long FILE_NS = TimeUnit.HOURS.toNanos(1);

    private KeptSnapshots() {}

    /**
     * Chooses.
     *
     * @param oldestFirst all that there are.
     * @return those that stay.
     */
    static Set<SnapshotFile> of(List<SnapshotFile> oldestFirst) {
        List<SnapshotFile> newest = oldestFirst.subList(Math.max(0, oldestFirst.size() - NEWEST), oldestFirst.size());
        Set<SnapshotFile> kept = new HashSet<>(newest);
        if (!newest.isEmpty()) {
            List<SnapshotFile> anchors = firstOfHours(oldestFirst);
            thinOut(anchors, hourOf(newest.get(0)));
            kept.addAll(anchors);
        }
        return kept;
    }

    private static List<SnapshotFile> firstOfHours(List<SnapshotFile> oldestFirst) {
        List<SnapshotFile> first = new ArrayList<>();
        for (SnapshotFile file : oldestFirst) {
            if (first.isEmpty() || hourOf(first.get(first.size() - 1)) != hourOf(file)) {
                first.add(file);
            }
        }
        return first;
    }

    private static long hourOf(SnapshotFile file) {
        return Math.floorDiv(file.header().marketTimeEpochNs(), FILE_NS);
    }

    /** Those of the hours that have other snapshots still stay: the next of the same hour would take their place. */
    private static void thinOut(List<SnapshotFile> anchors, long hourOfNewest) {
        while (anchors.size() > ANCHORS_MAX) {
            int least = -1;
            long leastNs = Long.MAX_VALUE;
            for (int i = 1; i < anchors.size() - 1 && hourOf(anchors.get(i)) < hourOfNewest; i++) {
                long betweenNs = timeOf(anchors.get(i + 1)) - timeOf(anchors.get(i - 1));
                if (betweenNs < leastNs) {
                    least = i;
                    leastNs = betweenNs;
                }
            }
            anchors.remove(least < 0 ? anchors.size() - 1 : least);
        }
    }

    private static long timeOf(SnapshotFile file) {
        return file.header().marketTimeEpochNs();
    }
}
