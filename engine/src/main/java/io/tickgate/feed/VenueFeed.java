package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.feed.decode.FrameDecoder;
import io.tickgate.status.Counter;
import io.tickgate.status.Counters;
import io.tickgate.status.FeedState;
import io.tickgate.status.FeedStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of one venue: one state machine for all of them. It makes the connection anew whenever it ends, lets a new one take over from
 * the old one without a gap, and keeps the desired streams subscribed over all of that.
 *
 * <pre>
 *   attempt ──► current ──(its time is over, shutdown, stall)──► successor beside it ──► takes over when it brings the same
 *      ▲           │
 *      └── delay ──┘ end: whatever the reason, the desired streams are the same on the next one
 * </pre>
 *
 * <p>Owned by one thread, the control thread, which steps it several times a second; only {@link #status()} may be called from any. It
 * reads no clock. Log lines and counters are all it writes itself; records come from the threads of the connections.
 */
public final class VenueFeed {
    /** Without a key that is accepted, there is at most one attempt in it. */
    static final long UNAUTHORIZED_WAIT_NS = TimeUnit.HOURS.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(VenueFeed.class);

    private final FeedSettings settings;
    private final Dialogue dialogue;
    private final LinkOpener opener;
    private final ConnectSchedule schedule;
    private final LongSupplier connectionIds;
    private final RandomGenerator random;
    private final Counters counters;
    private final StallPatience patience = new StallPatience();
    private final DesiredStreams desired;
    private final DataFlow flow;
    private final Takeover takeover;
    /** Closed by us, ends still to come; at most two. */
    private final List<FeedSession> closing = new ArrayList<>();

    private final FeedStatusBoard board;
    private @Nullable FeedSession current;
    private @Nullable FeedSession successor;
    /** The newest one that got through its handshake: its data show whether connecting works. */
    private @Nullable FeedSession newest;

    private boolean isWanted;
    private String offReason;
    private boolean isUnauthorized;
    private String endReason = "";
    private boolean hasConnected;

    /**
     * A feed that is off until {@link #connect}.
     *
     * @param settings all numbers.
     * @param dialogue of the venue.
     * @param opener of its connections.
     * @param budget of attempts at the venue's host, shared by all feeds that connect to it.
     * @param connectionIds gives ids that are unique in the process.
     * @param random for waits and lives.
     * @param counters where it counts.
     * @param nowNs monotonic time.
     */
    VenueFeed(
            FeedSettings settings,
            Dialogue dialogue,
            LinkOpener opener,
            ConnectBudget budget,
            LongSupplier connectionIds,
            RandomGenerator random,
            Counters counters,
            long nowNs) {
        this.settings = settings;
        this.dialogue = dialogue;
        this.opener = opener;
        this.connectionIds = connectionIds;
        this.random = random;
        this.counters = counters;
        desired = new DesiredStreams(
                settings.venue(), dialogue, settings.subscribe().channelsMax());
        schedule = new ConnectSchedule(settings.connect(), budget, random, nowNs);
        offReason = "not started";
        takeover = new Takeover(settings.rotation());
        flow = new DataFlow(nowNs);
        board = new FeedStatusBoard(settings.venue(), dialogue.host());
    }

    /**
     * A feed over sockets that is off until {@link #connect}.
     *
     * @param settings all numbers.
     * @param dialogue of the venue.
     * @param decoders makes a decoder for each of the two connections.
     * @param context of the process.
     */
    public static VenueFeed over(
            FeedSettings settings, Dialogue dialogue, Supplier<FrameDecoder> decoders, FeedContext context) {
        return new VenueFeed(
                settings,
                dialogue,
                new SocketLinks(settings, decoders, context),
                context.budget(dialogue.host(), settings.connect().connectsMax()),
                context::nextConnectionId,
                context.random(),
                context.counters(),
                context.clock().nowNs());
    }

    /**
     * Wants a stream, from the next step on without a gap in the others.
     *
     * @return false when one connection cannot carry it beside the others.
     * @throws IllegalArgumentException when another stream has the same venue symbol.
     */
    public boolean want(FeedStream stream) {
        return desired.want(stream);
    }

    /** Knows a stream whose data come with those of all symbols, without asking for it by itself. */
    public void show(FeedStream stream) {
        desired.show(stream);
    }

    /** Wants a stream no more, whichever of the two it was. */
    public void unwant(int streamId) {
        desired.unwant(streamId);
    }

    /** Connects, now or when the schedule allows it, and again whenever the connection ends. */
    public void connect(long nowNs) {
        if (!isWanted) {
            isWanted = true;
            flow.restart(nowNs);
            hasConnected = false;
        }
    }

    /** Ends the connections by intent and makes no new one until {@link #connect}. */
    public void disconnect(String reason) {
        isWanted = false;
        offReason = reason;
        closeAll(reason);
    }

    private void closeAll(String reason) {
        closeSession(successor, reason);
        closeSession(current, reason);
        successor = null;
        current = null;
    }

    private void closeSession(@Nullable FeedSession session, String reason) {
        if (session != null) {
            session.unpair();
            session.close(reason);
            closing.add(session);
        }
    }

    /** Ends the connections because of an error of ours; the next one is made as after any failure. */
    void fail(String reason) {
        if (successor != null) {
            successor.fail(reason);
        }
        if (current != null) {
            current.fail(reason);
        }
    }

    /**
     * Does what is due.
     *
     * @param nowNs monotonic time.
     * @param nowEpochNs engine time, for the status only.
     */
    public void step(long nowNs, long nowEpochNs) {
        closing.removeIf(session -> session.link.end() != null);
        closing.forEach(session -> session.link.watch(nowNs));
        if (desired.takeChange()) {
            forward(current, nowNs);
            forward(successor, nowNs);
        }
        stepSession(successor, nowNs);
        stepSession(current, nowNs);
        takeEnds(nowNs);
        followData(nowNs);
        if (isWanted) {
            FeedSession old = current;
            if (old != null) {
                rotate(old, nowNs);
            } else if (!desired.isNothing()) {
                current = begin(nowNs);
            }
        }
        publishStatus(nowNs, nowEpochNs);
    }

    private void forward(@Nullable FeedSession session, long nowNs) {
        if (session != null) {
            session.desire(desired.streams(), desired.shown(), nowNs);
        }
    }

    private void stepSession(@Nullable FeedSession session, long nowNs) {
        if (session != null) {
            boolean wasOpen = session.isOpen();
            session.step(nowNs, desired.streams(), desired.shown());
            if (!wasOpen && session.isOpen()) {
                newest = session;
                hasConnected = true;
                LOG.info("{}: {} is connected to {}", settings.venue(), session.link.name(), session.opening);
            }
        }
    }

    private void takeEnds(long nowNs) {
        FeedSession ending = successor;
        if (ending != null && ending.link.end() != null) {
            ending.unpair();
            successor = null;
            failed(ending, nowNs);
        }
        ending = current;
        if (ending != null && ending.link.end() != null) {
            ending.unpair();
            current = successor;
            successor = null;
            if (current == null) {
                failed(ending, nowNs);
            } else {
                endReason = endOf(ending).reason();
                LOG.info("{}: {} ended, {} goes on: {}", venue(), ending.link.name(), current.link.name(), endReason);
            }
        }
    }

    private static LinkEnd endOf(FeedSession session) {
        LinkEnd end = session.link.end();
        return end == null ? LinkEnd.failed("") : end;
    }

    private void failed(FeedSession session, long nowNs) {
        LinkEnd end = endOf(session);
        if (session.dataNs() == StreamActivity.NONE) {
            dialogue.onFailed();
        }
        newest = null; // Data of a connection that was made before say nothing about attempts.
        Refusal refusal = Refusal.of(end.status());
        endReason = refusal == null ? end.reason() : refusal.text() + " (" + end.reason() + ")";
        boolean isKeyRefused = settings.isKeyed() && (refusal == Refusal.UNAUTHORIZED || refusal == Refusal.FORBIDDEN);
        if (end.isUnauthorized() || isKeyRefused) {
            isUnauthorized = true;
            schedule.onFailure(nowNs);
            schedule.holdOff(nowNs, UNAUTHORIZED_WAIT_NS);
            LOG.error("{}: the key is not accepted: {}; correct it and start again", venue(), end.reason());
            return;
        }
        schedule.onRefused(nowNs, refusal, end.retryAfterNs());
        LOG.warn(
                "{}: {}; next attempt in {} ms{}",
                venue(),
                endReason,
                TimeUnit.NANOSECONDS.toMillis(schedule.leftNs(nowNs)),
                schedule.waitReason(nowNs));
    }

    private void followData(long nowNs) {
        FeedSession open = newest;
        if (open != null && (open == current || open == successor) && open.takeSteadySpan()) {
            schedule.onStable();
        }
        boolean isNew = successor != null && flow.onData(successor);
        isNew |= current != null && flow.onData(current);
        if (isNew) {
            isUnauthorized = false;
        } else if (isWanted && !desired.isNothing()) {
            flow.onNone(nowNs, schedule.failures(), isDelivering());
        }
    }

    private boolean isDelivering() {
        return current != null && current.dataNs() != StreamActivity.NONE;
    }

    private @Nullable FeedSession begin(long nowNs) {
        // A place that is not free yet must not cost an attempt.
        if (closing.size() + (current == null ? 0 : 1) >= 2 || !schedule.tryBegin(nowNs)) {
            return null;
        }
        List<FeedStream> streams = desired.toList();
        LinkRequest request = new LinkRequest(
                connectionIds.getAsLong(), dialogue.opening(streams), new StreamSet(streams, desired.shown(), null));
        Link link = opener.open(request);
        if (link == null) {
            return null;
        }
        long lifeNs = settings.rotation().lifeMaxNs()
                - random.nextLong(settings.rotation().lifeJitterNs() + 1);
        return new FeedSession(settings, dialogue, patience, counters, link, request, lifeNs);
    }

    private void rotate(FeedSession old, long nowNs) {
        FeedSession next = successor;
        if (next == null) {
            next = takeover.isDue(old, nowNs) ? begin(nowNs) : null;
            successor = next;
            if (next != null) {
                takeover.begin(nowNs);
            }
        } else if (takeover.isOver(old, next, nowNs)) {
            LOG.info(
                    "{}: {} takes over from {}{}",
                    venue(),
                    next.link.name(),
                    old.link.name(),
                    takeover.isComplete() ? "" : ", though not all streams came over it in time");
            counters.increment(Counter.ROTATIONS);
            next.unpair();
            closeSession(old, "rotated: " + old.replaceReason());
            current = next;
            successor = null;
        }
    }

    private void publishStatus(long nowNs, long nowEpochNs) {
        board.state(state(), nowEpochNs);
        board.publish(
                dialogue.host(),
                reason(nowNs),
                schedule,
                isWanted && current == null,
                desired.ids(),
                current,
                successor,
                nowNs,
                nowEpochNs);
    }

    private FeedState state() {
        if (!isWanted || (isUnauthorized && !isDelivering())) {
            return FeedState.DISCONNECTED;
        }
        if (flow.isGivenUp()) {
            return FeedState.SWITCHING_SOURCE;
        }
        if (current != null && current.isOpen()) {
            return FeedState.CONNECTED;
        }
        return hasConnected ? FeedState.RECONNECTING : FeedState.CONNECTING;
    }

    private String reason(long nowNs) {
        if (!isWanted) {
            return offReason;
        }
        FeedSession open = current;
        if (open == null) {
            String why = endReason.isEmpty() ? "no connection yet" : endReason;
            return desired.isNothing() ? "no streams are wanted" : why + schedule.waitReason(nowNs);
        }
        if (!open.isOpen()) {
            return endReason.isEmpty() ? "connecting" : "connecting again after: " + endReason;
        }
        String what = flow.isGivenUp()
                ? "open, but nothing comes"
                : open.dataNs() == StreamActivity.NONE ? "open, waiting for first data" : "delivering";
        return open.replaceReason().isEmpty()
                ? what
                : what + "; being replaced: " + open.replaceReason() + schedule.waitReason(nowNs);
    }

    private String venue() {
        return settings.venue();
    }

    /** Newest snapshot. Any thread may call it. */
    public FeedStatus status() {
        return board.status();
    }

    /** Streams that are wanted. */
    public List<FeedStream> desired() {
        return desired.toList();
    }

    /** Waits up to a second for the ends of the threads of connections that were ended by {@link #disconnect}. */
    public void awaitEnd() {
        opener.awaitEnd();
    }
}
