package io.tickgate.market;

import io.tickgate.touch.StreamCoverage;

/** Makes the immutable picture of what is known of a stream's trades. */
final class CoverageSnapshot {
    private CoverageSnapshot() {}

    /** A stream's as of a sequence. */
    static StreamCoverage of(Stream stream, long sequence) {
        TradeHoles holes = stream.coverage.missing();
        Completeness known = stream.completeness;
        long head = stream.coverage.head();
        int count = holes.count();
        long[] firstIds = new long[count];
        long[] lastIds = new long[count];
        long[] timesBefore = new long[count];
        long[] timesAfter = new long[count];
        for (int i = 0; i < count; i++) {
            firstIds[i] = holes.first(i);
            lastIds[i] = holes.last(i);
            timesBefore[i] = holes.timeBefore(i);
            timesAfter[i] = holes.timeAfter(i);
        }
        return new StreamCoverage(
                stream.streamId,
                sequence,
                known.sinceEpochNs(),
                known.isSinceReset(),
                known.isSinceForgotten(),
                firstIds,
                lastIds,
                timesBefore,
                timesAfter,
                holes.confirmed(),
                known.roundedTimes(),
                known.aggregateTimes(),
                known.tradedEpochNs(),
                known.silentEpochNs(),
                head,
                stream.coverage.isOpen());
    }
}
