package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a feed from the attempt to its end: its subscriptions, the watch over its data, and why it should be replaced. Owned
 * by the control thread.
 */
final class FeedSession {
    /** Data within it, of whichever stream, show that the connection itself is alive. */
    private static final long ALIVE_NS = TimeUnit.SECONDS.toNanos(5);
    /** A stream "delivers" with data within it, and delivered "lately" when another connection is to take over. */
    static final long LATELY_NS = TimeUnit.SECONDS.toNanos(30);

    private static final Logger LOG = LoggerFactory.getLogger(FeedSession.class);

    final Link link;
    final long connectionId;
    final Opening opening;
    private final FeedSettings settings;
    private final Dialogue dialogue;
    private final StallPatience patience;
    private final Counters counters;
    private final Subscriptions subscriptions;
    private final Map<Integer, StreamWatch> watches = new LinkedHashMap<>();
    private StreamSet streams;
    private boolean isOpen;
    private boolean isClosing;
    private long openedNs;
    private long heldNs;
    /** Since when data are to come: before it, silence says nothing. */
    private long expectedNs;

    private final long lifeNs;
    private long dataNs = StreamActivity.NONE;
    private long steadyFromNs = StreamActivity.NONE;
    private String replaceReason = "";
    private boolean isReplaceUrgent;

    FeedSession(
            FeedSettings settings,
            Dialogue dialogue,
            StallPatience patience,
            Counters counters,
            Link link,
            LinkRequest request,
            long lifeNs) {
        this.settings = settings;
        this.dialogue = dialogue;
        this.patience = patience;
        this.counters = counters;
        this.link = link;
        this.lifeNs = lifeNs;
        connectionId = request.connectionId();
        opening = request.opening();
        streams = request.streams();
        subscriptions = new Subscriptions(settings.venue(), dialogue, settings.subscribe(), link);
    }

    /** Follows the connection; to be called several times a second while it has not ended. */
    void step(long nowNs, Collection<FeedStream> desired, Collection<FeedStream> shown) {
        link.watch(nowNs);
        if (isClosing || !link.isOpen()) {
            return;
        }
        if (!isOpen) {
            open(nowNs, desired, shown);
        }
        takeNotices(nowNs);
        subscriptions.step(nowNs);
        if (subscriptions.heldCount() == 0) {
            heldNs = nowNs;
        }
        if (!subscriptions.failure().isEmpty()) {
            replace(subscriptions.failure());
        }
        followData();
        if (!checkConnection(nowNs)) {
            watches.values().forEach(watch -> checkStream(watch, nowNs));
        }
        if (nowNs - openedNs >= lifeNs) {
            replace("its time is over");
        }
    }

    private void open(long nowNs, Collection<FeedStream> desired, Collection<FeedStream> shown) {
        isOpen = true;
        openedNs = nowNs;
        heldNs = nowNs;
        expectedNs = nowNs;
        subscriptions.begin(streams.streams(), opening, nowNs);
        streams.streams().forEach(stream -> watch(stream, nowNs));
        // What was wanted may have changed while the connection was made.
        desire(desired, shown, nowNs);
    }

    private void watch(FeedStream stream, long nowNs) {
        StreamActivity activity = streams.activity(stream.streamId());
        if (activity != null) {
            watches.put(stream.streamId(), new StreamWatch(stream, activity, settings.watch(), nowNs));
        }
    }

    /** Takes a changed set of streams. */
    void desire(Collection<FeedStream> desired, Collection<FeedStream> shown, long nowNs) {
        if (!isOpen || isClosing) {
            return; // It takes the set when it opens.
        }
        Map<Integer, FeedStream> byId = new LinkedHashMap<>();
        desired.forEach(stream -> byId.put(stream.streamId(), stream));
        boolean isOther = !List.copyOf(desired).equals(streams.streams());
        streams = new StreamSet(desired, shown, streams);
        if (isOther && !dialogue.isChangeable()) {
            replace("the set of streams has changed");
        }
        // New streams are known before they are asked for; what is unsubscribed is reported before it is not known any
        // more.
        subscriptions.desire(byId, nowNs);
        if (!link.streams(streams)) {
            replace("too many orders wait");
        }
        watches.values()
                .removeIf(
                        watch -> !watch.stream().equals(byId.get(watch.stream().streamId())));
        for (FeedStream stream : desired) {
            if (!watches.containsKey(stream.streamId())) {
                watch(stream, nowNs);
            }
        }
    }

    private void takeNotices(long nowNs) {
        Notice notice = link.poll();
        while (notice != null) {
            switch (notice.kind()) {
                case ACK -> subscriptions.onAck(notice, nowNs);
                case ERROR -> subscriptions.onError(notice, nowNs);
                case SHUTDOWN -> {
                    isReplaceUrgent = true;
                    replace("the venue announced its shutdown");
                }
            }
            notice = link.poll();
        }
    }

    private void followData() {
        long newestNs = streams.dataNs();
        // A stream that is given up takes the time of its data with it.
        if (newestNs != StreamActivity.NONE && (dataNs == StreamActivity.NONE || newestNs - dataNs > 0)) {
            dataNs = newestNs;
        }
        if (steadyFromNs == StreamActivity.NONE) {
            steadyFromNs = dataNs;
        }
    }

    /** Whether data came steadily for another span; true once for each. */
    boolean takeSteadySpan() {
        if (dataNs == StreamActivity.NONE
                || dataNs - steadyFromNs < settings.connect().stableNs()) {
            return false;
        }
        steadyFromNs = dataNs;
        return true;
    }

    /** Gives the connection up when it brings nothing at all; whether it did. */
    private boolean checkConnection(long nowNs) {
        boolean isShared = !dialogue.sharedNames().isEmpty() && !streams.isNothing();
        if (watches.isEmpty() && !isShared) {
            expectedNs = nowNs; // Nothing is to come.
            return false;
        }
        boolean isFirst = dataNs == StreamActivity.NONE;
        long sinceNs = isFirst || dataNs - expectedNs < 0 ? expectedNs : dataNs;
        boolean isSilent = nowNs - sinceNs >= settings.watch().dataTimeoutNs()
                || (isFirst && nowNs - heldNs >= settings.watch().firstDataNs());
        if (isSilent) {
            String reason = "no data for " + TimeUnit.NANOSECONDS.toMillis(nowNs - sinceNs) + " ms";
            counters.increment(Counter.STALLS);
            link.report(FeedEventFlyweight.STALLED, FeedEventFlyweight.ALL_STREAMS, reason);
            isClosing = true;
            link.fail(reason);
        }
        return isSilent;
    }

    private void checkStream(StreamWatch watch, long nowNs) {
        int streamId = watch.stream().streamId();
        if (watch.isStalled()) {
            checkRepair(watch, nowNs);
            return;
        }
        String reason = watch.judge(nowNs, subscriptions.heldSinceNs(streamId), patience.of(streamId));
        if (reason != null && isAlive(nowNs)) {
            watch.stalled(reason, nowNs);
            counters.increment(Counter.STREAM_STALLS);
            LOG.warn("{}: {} is stalled on {}: {}", venue(), symbol(watch), link.name(), reason);
            link.report(FeedEventFlyweight.STALLED, streamId, reason);
            if (dialogue.isChangeable()) {
                subscriptions.restart(streamId, nowNs);
            } else {
                patience.onFruitless(streamId);
                replace(symbol(watch) + " is stalled: " + reason);
            }
        } else if (watch.activity().hasDataWithin(nowNs, ALIVE_NS)) {
            patience.onData(streamId);
        }
    }

    private void checkRepair(StreamWatch watch, long nowNs) {
        int streamId = watch.stream().streamId();
        if (watch.isBack()) {
            watch.recovered(nowNs);
            patience.onData(streamId);
            LOG.info("{}: {} is back on {}", venue(), symbol(watch), link.name());
        } else if (watch.giveUp(nowNs)) {
            patience.onFruitless(streamId);
            replace(symbol(watch) + " is stalled: " + watch.reason());
        }
    }

    /** Whether anything comes: without, the connection is to be judged, not the stream. */
    private boolean isAlive(long nowNs) {
        return dataNs != StreamActivity.NONE && nowNs - dataNs < ALIVE_NS;
    }

    private void replace(String reason) {
        if (replaceReason.isEmpty()) {
            replaceReason = reason;
            LOG.info("{}: {} is to be replaced: {}", venue(), link.name(), reason);
        }
    }

    /** Whether all that the other connection delivered lately comes over this one too, without a trade between the two. */
    boolean deliversAllOf(FeedSession other, long nowNs) {
        return isOpen
                && dataNs != StreamActivity.NONE
                && watches.values().stream().allMatch(watch -> coversFor(watch, other, nowNs));
    }

    private static boolean coversFor(StreamWatch watch, FeedSession other, long nowNs) {
        StreamActivity before = other.streams.activity(watch.stream().streamId());
        if (before == null) {
            return true;
        }
        if (before.hasTradesWithin(nowNs, LATELY_NS)) {
            // What lies between may still be on its way over the old one, which must not be closed before.
            long firstId = watch.activity().firstTradeId();
            return firstId != StreamActivity.NONE && before.tradeId() >= firstId - 1;
        }
        return !before.hasDataWithin(nowNs, LATELY_NS) || watch.activity().dataNs() != StreamActivity.NONE;
    }

    /** Drops quotes on each connection that the other has brought already, from now on. */
    void pairWith(FeedSession other) {
        for (FeedStream stream : streams.streams()) {
            StreamActivity mine = streams.activity(stream.streamId());
            StreamActivity theirs = other.streams.activity(stream.streamId());
            if (mine != null && theirs != null) {
                mine.twin(theirs);
                theirs.twin(mine);
            }
        }
    }

    /** Ends that. */
    void unpair() {
        for (FeedStream stream : streams.streams()) {
            StreamActivity mine = streams.activity(stream.streamId());
            if (mine != null) {
                mine.twin(null);
            }
        }
    }

    /** Closes it by intent. */
    void close(String reason) {
        isClosing = true;
        link.close(reason);
    }

    /** Replaces it as broken. */
    void fail(String reason) {
        isClosing = true;
        link.fail(reason);
    }

    private String venue() {
        return settings.venue();
    }

    private static String symbol(StreamWatch watch) {
        return watch.stream().venueSymbol();
    }

    /** Why another connection should take over, empty for no reason. */
    String replaceReason() {
        return replaceReason;
    }

    /** Whether the venue will end it soon. */
    boolean isReplaceUrgent() {
        return isReplaceUrgent;
    }

    boolean isOpen() {
        return isOpen;
    }

    long openedNs() {
        return openedNs;
    }

    long lifeNs() {
        return lifeNs;
    }

    /** Time of the newest data, or {@link StreamActivity#NONE}. */
    long dataNs() {
        return dataNs;
    }

    int subscribedCount() {
        return subscriptions.heldCount();
    }

    boolean isDelivering(int streamId, long nowNs) {
        StreamActivity activity = streams.activity(streamId);
        return activity != null && activity.hasDataWithin(nowNs, LATELY_NS);
    }

    int deliveringCount(long nowNs) {
        return (int) watches.values().stream()
                .filter(watch -> watch.activity().hasDataWithin(nowNs, LATELY_NS))
                .count();
    }

    /** Streams that are stalled or not accepted, each with the reason. */
    List<String> silentSymbols() {
        List<String> silent = new ArrayList<>(subscriptions.problems());
        for (StreamWatch watch : watches.values()) {
            if (watch.isStalled()) {
                silent.add(symbol(watch) + ": " + watch.reason());
            }
        }
        return silent;
    }
}
