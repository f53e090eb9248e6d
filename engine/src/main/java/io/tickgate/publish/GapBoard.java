package io.tickgate.publish;

import io.tickgate.record.GapConfirmedFlyweight;
import io.tickgate.record.GapFilledFlyweight;
import io.tickgate.record.RecordFlyweight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gaps that are open, from the decisions: what back-fill has to fetch and people want to see. A replay of the journal makes it
 * again, so it survives restarts. Written by the publish stage's thread, read by any.
 *
 * <p>At most {@value #STREAM_GAPS_MAX} gaps a stream and {@value #GAPS_MAX} in all. Full: the oldest gap of the stream is dropped, and
 * of all streams that of the one with the most, so that one bad stream does not push out the others. When a venue counts anew the gaps
 * before that are dropped too: nobody can fill them. A dropped gap is counted and stays lost.
 */
public final class GapBoard {
    /** One above what the market can hold of a stream. */
    static final int STREAM_GAPS_MAX = 1_024;
    /** Sixteen streams at their bound, or each of 4,000 streams after four reconnects; 1 MB. */
    static final int GAPS_MAX = 16_384;

    private final Map<Integer, List<OpenGap>> byStream = new TreeMap<>();
    private final int gapsMax;
    private int count;
    private boolean isStale;
    private volatile List<OpenGap> open = List.of();
    private volatile Map<Integer, List<OpenGap>> openByStream = Map.of();
    private final AtomicLong dropped = new AtomicLong();

    GapBoard() {
        this(GAPS_MAX);
    }

    GapBoard(int gapsMax) {
        this.gapsMax = gapsMax;
    }

    /** All open gaps, by stream, those of a stream in the order in which they were confirmed. Never changes; ask again for a newer one. */
    public List<OpenGap> open() {
        return open;
    }

    /** The open gaps of one stream, in the order in which they were confirmed. Never changes. */
    public List<OpenGap> open(int streamId) {
        return openByStream.getOrDefault(streamId, List.of());
    }

    /** Gaps that were dropped before they were filled, since the first record. */
    public long dropped() {
        return dropped.get();
    }

    /** A gap more; {@link #publish} shows it. */
    void onConfirmed(GapConfirmedFlyweight gap) {
        List<OpenGap> gaps = byStream.computeIfAbsent(gap.streamId(), streamId -> new ArrayList<>());
        if (gap.lastTradeId() == RecordFlyweight.ABSENT) {
            drop(gaps, gaps.size());
        } else if (gaps.size() == STREAM_GAPS_MAX) {
            drop(gaps, 1);
        }
        gaps.add(new OpenGap(
                gap.streamId(),
                gap.firstTradeId(),
                gap.lastTradeId(),
                gap.engineTimeEpochNs(),
                gap.timeBeforeEpochNs(),
                gap.timeAfterEpochNs()));
        count++;
        if (count > gapsMax) {
            dropOfTheMost();
        }
        isStale = true;
    }

    private void dropOfTheMost() {
        List<OpenGap> most = List.of();
        for (List<OpenGap> gaps : byStream.values()) {
            most = gaps.size() > most.size() ? gaps : most;
        }
        drop(most, 1);
    }

    private void drop(List<OpenGap> gaps, int oldest) {
        gaps.subList(0, oldest).clear();
        count -= oldest;
        dropped.lazySet(dropped.get() + oldest);
    }

    /**
     * Ids are covered now; {@link #publish} shows it.
     *
     * @return whether the stream has no gap left.
     */
    boolean onFilled(GapFilledFlyweight filled) {
        List<OpenGap> gaps = byStream.get(filled.streamId());
        if (gaps == null) {
            return true;
        }
        for (int i = gaps.size() - 1; i >= 0; i--) {
            OpenGap gap = gaps.get(i);
            boolean isCountable = gap.lastTradeId() != RecordFlyweight.ABSENT;
            if (isCountable
                    && filled.firstTradeId() <= gap.lastTradeId()
                    && filled.lastTradeId() >= gap.firstTradeId()) {
                take(gaps, i, filled.firstTradeId(), filled.lastTradeId());
            }
        }
        isStale = true;
        return gaps.isEmpty();
    }

    private void take(List<OpenGap> gaps, int at, long first, long last) {
        OpenGap gap = gaps.remove(at);
        count--;
        if (last < gap.lastTradeId()) {
            gaps.add(at, gap.part(last + 1, gap.lastTradeId()));
            count++;
        }
        if (first > gap.firstTradeId()) {
            gaps.add(at, gap.part(gap.firstTradeId(), first - 1));
            count++;
        }
    }

    /** Shows what has changed, once a batch. */
    void publish() {
        if (isStale) {
            isStale = false;
            List<OpenGap> all = new ArrayList<>(count);
            Map<Integer, List<OpenGap>> each = new HashMap<>();
            byStream.forEach((streamId, gaps) -> {
                all.addAll(gaps);
                each.put(streamId, List.copyOf(gaps));
            });
            openByStream = each;
            open = List.copyOf(all);
        }
    }
}
