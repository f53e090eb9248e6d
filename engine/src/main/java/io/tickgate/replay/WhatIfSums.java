package io.tickgate.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up differences in groups and keeps the first of each kind. Owned by one thread. */
final class WhatIfSums {
    private record Group(WhatIfKind kind, String subject, String was, String wouldBe) implements Comparable<Group> {
        private static final Comparator<Group> ORDER = Comparator.comparing(Group::kind)
                .thenComparing(Group::subject)
                .thenComparing(Group::was)
                .thenComparing(Group::wouldBe);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Sum {
        private long count;
        private long lastsNs;
    }

    private final int keptMax;
    private final Map<Group, Sum> sums = new TreeMap<>();
    private final Map<WhatIfKind, List<WhatIfDifference>> kept = new EnumMap<>(WhatIfKind.class);
    private final Map<WhatIfKind, Long> totals = new EnumMap<>(WhatIfKind.class);

    WhatIfSums(int keptMax) {
        this.keptMax = keptMax;
    }

    /**
     * Counts a difference that begins, or that happens at once.
     *
     * @param difference to keep if there is room.
     * @param was what it is added to, without the details of the one difference.
     * @param wouldBe likewise.
     */
    void add(WhatIfDifference difference, String was, String wouldBe) {
        totals.merge(difference.kind(), 1L, Long::sum);
        List<WhatIfDifference> ofKind = kept.computeIfAbsent(difference.kind(), kind -> new ArrayList<>());
        if (ofKind.size() < keptMax) {
            ofKind.add(difference);
        }
        sum(difference, was, wouldBe).count++;
    }

    /** Ends one that lasted. */
    void end(WhatIfDifference difference, long epochNs) {
        difference.end(epochNs);
        sum(difference, difference.was(), difference.wouldBe()).lastsNs += difference.lastsNs();
    }

    /** Gates are few and each is somebody's; of streams there may be thousands. */
    private Sum sum(WhatIfDifference difference, String was, String wouldBe) {
        String subject = difference.kind() == WhatIfKind.GATE ? difference.subject() : "";
        return sums.computeIfAbsent(new Group(difference.kind(), subject, was, wouldBe), group -> new Sum());
    }

    /** The groups. */
    List<WhatIf.Sum> sums() {
        List<WhatIf.Sum> result = new ArrayList<>();
        sums.forEach((group, sum) -> result.add(
                new WhatIf.Sum(group.kind(), group.subject(), group.was(), group.wouldBe(), sum.count, sum.lastsNs)));
        return result;
    }

    /** Those kept, by kind, each in the order in which they began. */
    List<WhatIfDifference> kept() {
        List<WhatIfDifference> result = new ArrayList<>();
        kept.values().forEach(result::addAll);
        return result;
    }

    /** All of them, by kind. */
    Map<WhatIfKind, Long> totals() {
        return Collections.unmodifiableMap(totals);
    }
}
