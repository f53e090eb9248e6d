package io.tickgate.cli.venues;

import io.tickgate.simulator.fault.Fault;
import io.tickgate.simulator.market.Venue;
import io.tickgate.status.Counter;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Injects a fault and watches until it has been noticed, is over, and the venue delivers again. Used by one thread. */
final class FaultWatch {
    /** What is noticed of a venue, in the order in which it is named. */
    private static final List<Counter> NOTED = List.of(
            Counter.CONNECT_FAILURES,
            Counter.STALLS,
            Counter.STREAM_STALLS,
            Counter.DISCONNECTS,
            Counter.ROTATIONS,
            Counter.FRAMES_OVERSIZED,
            Counter.FRAMES_MALFORMED,
            Counter.FRAMES_ERROR,
            Counter.FRAMES_FALLBACK,
            Counter.TICKS_REJECTED,
            Counter.BAD_NOT_JSON,
            Counter.BAD_NOT_UTF8,
            Counter.BAD_BEYOND_BOUNDS,
            Counter.BAD_SYMBOL,
            Counter.BAD_ID,
            Counter.BAD_TIME,
            Counter.BAD_PRICE,
            Counter.BAD_PRICE_OVERFLOW,
            Counter.BAD_SIZE,
            Counter.BAD_NO_SIDE,
            Counter.BAD_OLD_SEQUENCE,
            Counter.GAPS_CONFIRMED,
            Counter.TRADES_FILLED,
            Counter.REST_FAILURES);

    /** One symbol's silence is noticed after 10 s. */
    private static final int DETECT_SECONDS_MAX = 20;

    /** Ids that are missing are suspected for 2 s before they are confirmed; only then silence about them means anything. */
    private static final long CONFIRMED_AFTER_NS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private static final int FILL_SECONDS_MAX = 20;

    private final VenueLab lab;
    private final FaultCase fault;
    private final Map<Counter, Long> before = new EnumMap<>(Counter.class);
    /** Reason of each state shown, but of the first: CONNECTED. */
    private final Map<FeedState, String> shown = new EnumMap<>(FeedState.class);

    private final List<String> counts = new ArrayList<>();
    private long endSequence;
    private long injectedNs;
    private long noticedNs;
    private long noticedEpochNs;
    private long endedNs;
    private long healedNs;
    private String noticedBy = "";

    private FaultWatch(VenueLab lab, FaultCase fault) {
        this.lab = lab;
        this.fault = fault;
        NOTED.forEach(counter -> before.put(counter, lab.count(counter)));
    }

    /** Goes through a fault; an AssertionError says what did not come in time. */
    static FaultWatch over(VenueLab lab, FaultCase fault) {
        FaultWatch watch = new FaultWatch(lab, fault);
        watch.run();
        return watch;
    }

    private void run() {
        Venue venue = fault.venue();
        injectedNs = System.nanoTime();
        for (Fault each : fault.faults()) {
            lab.exchange().inject(venue, each);
        }
        lab.await(
                "carried out and noticed: " + fault.name(),
                DETECT_SECONDS_MAX,
                () -> step() && isCarriedOut() && (fault.signs().isEmpty() || !noticedBy.isEmpty()));
        lab.await(
                "fault over: " + fault.name(),
                DETECT_SECONDS_MAX,
                () -> step() && lab.exchange().state(venue).faults().isEmpty());
        endedNs = System.nanoTime();
        lab.await("healed: " + fault.name(), fault.healSeconds(), () -> step() && isHealed());
        healedNs = System.nanoTime();
        long healedEpochNs = lab.engine().published().marketTimeEpochNs();
        lab.await(
                "nothing missing: " + fault.name(),
                FILL_SECONDS_MAX,
                () -> isComplete()
                        && lab.engine().published().marketTimeEpochNs() - healedEpochNs > CONFIRMED_AFTER_NS);
        endSequence = lab.engine().published().sequence();
        noteCounts();
    }

    private boolean isComplete() {
        return lab.isDelivering(fault.venue())
                && (fault.keepsGap() || lab.gaps().isEmpty());
    }

    private void noteCounts() {
        for (Counter counter : NOTED) {
            long more = lab.count(counter) - before.getOrDefault(counter, 0L);
            if (more > 0) {
                counts.add(counter.label() + " " + more);
            }
        }
    }

    /** Looks once. Returns true. */
    private boolean step() {
        FeedStatus feed = lab.feed(fault.venue());
        if (feed.state() != FeedState.CONNECTED && !feed.reason().startsWith("connecting again")) {
            shown.put(feed.state(), " (" + feed.reason() + ")");
        } else {
            shown.putIfAbsent(feed.state(), "");
        }
        if (noticedBy.isEmpty()) {
            for (Counter sign : fault.signs()) {
                if (lab.count(sign) > before.getOrDefault(sign, 0L)) {
                    noticedBy = sign.label();
                    noticedNs = System.nanoTime();
                    noticedEpochNs = lab.engine().published().marketTimeEpochNs();
                }
            }
        }
        return true;
    }

    private boolean isCarriedOut() {
        return fault.faults().stream()
                .allMatch(each ->
                        lab.exchange().state(fault.venue()).faultCounts().getOrDefault(each.kind(), 0L) > 0);
    }

    private boolean isHealed() {
        return lab.isDelivering(fault.venue())
                && lab.feed(fault.venue()).lastDataEpochNs() > noticedEpochNs
                && lab.isGateOpen();
    }

    /** Sequence at which nothing was missing any more. */
    long endSequence() {
        return endSequence;
    }

    long errors() {
        return lab.count(Counter.ERRORS);
    }

    /** Noticed, counted, shown, healed: four columns. */
    String text() {
        List<String> states = new ArrayList<>();
        shown.forEach((state, reason) -> states.add(state + reason));
        return (noticedBy.isEmpty() ? "-" : ms(noticedNs - injectedNs) + ", " + noticedBy) + " | "
                + String.join(", ", counts) + " | " + String.join("; ", states) + " | " + ms(healedNs - endedNs);
    }

    private static String ms(long ns) {
        return TimeUnit.NANOSECONDS.toMillis(ns) + " ms";
    }
}
