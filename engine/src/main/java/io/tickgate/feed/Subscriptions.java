package io.tickgate.feed;

import io.tickgate.feed.Subscription.State;
import io.tickgate.feed.decode.FeedStream;
import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.RecordFlyweight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the streams of one open connection to what is desired: many streams in a message, one message at a time, each answer awaited.
 * What the venue says is subscribed is compared with what should be, and a difference repaired. Owned by the control thread.
 */
final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** An error without a request id is followed by the acknowledgement of the rest, if there is a rest. */
    private static final long AFTER_ERROR_NS = TimeUnit.SECONDS.toNanos(2);
    /** A venue that drops what it confirmed more often than that will go on. */
    private static final int REPAIRS_MAX = 3;
    /** More names would make a log line unreadable. */
    private static final int LOG_NAMES_MAX = 20;

    private final String venue;
    private final Dialogue dialogue;
    private final SubscribeSettings settings;
    private final Link link;
    private final Map<Integer, Subscription> all = new LinkedHashMap<>();
    /** Channels to give up, of streams that are not desired any more or that an audit found. */
    private final Set<String> leaving = new LinkedHashSet<>();

    private @Nullable SubscriptionRequest request;
    private long lastRequestId;
    private boolean isAuditDue;
    private String failure = "";

    Subscriptions(String venue, Dialogue dialogue, SubscribeSettings settings, Link link) {
        this.venue = venue;
        this.dialogue = dialogue;
        this.settings = settings;
        this.link = link;
    }

    /** Starts on a connection that has just opened. */
    void begin(Collection<FeedStream> desired, Opening opening, long nowNs) {
        desired.forEach(stream -> add(stream, nowNs));
        for (FeedStream stream : opening.subscribed()) {
            Subscription subscription = all.get(stream.streamId());
            if (subscription != null) {
                subscription.held(nowNs);
            }
        }
        isAuditDue = true;
    }

    private void add(FeedStream stream, long nowNs) {
        all.put(stream.streamId(), new Subscription(stream, settings.batchMax(), nowNs));
    }

    /** Takes a changed set; what is new is asked for, what is gone given up. */
    void desire(Map<Integer, FeedStream> desired, long nowNs) {
        for (Subscription each : List.copyOf(all.values())) {
            if (!each.stream.equals(desired.get(each.stream.streamId()))) {
                all.remove(each.stream.streamId());
                if (each.state() != State.WAITING && each.state() != State.REJECTED) {
                    leaving.addAll(dialogue.names(each.stream));
                }
                report(FeedEventFlyweight.UNSUBSCRIBED, each.stream, "not wanted any more");
            }
        }
        for (FeedStream stream : desired.values()) {
            if (!all.containsKey(stream.streamId())) {
                add(stream, nowNs);
                leaving.removeAll(dialogue.names(stream));
            }
        }
    }

    /** Gives a stream up and asks for it again, because it brings nothing. */
    void restart(int streamId, long nowNs) {
        Subscription subscription = all.get(streamId);
        if (subscription != null && subscription.state() == State.HELD) {
            subscription.to(State.RESTARTING, nowNs);
        }
    }

    /** Sends what is to be sent, and gives up waiting for what does not come. */
    void step(long nowNs) {
        SubscriptionRequest open = request;
        if (open != null) {
            if (nowNs - open.deadlineNs >= 0) {
                request = null;
                onTimeout(open, nowNs);
            }
            return;
        }
        if (dialogue.isChangeable() && !askLeaving(nowNs) && !askRestarting(nowNs) && !askWaiting(nowNs)) {
            askAudit(nowNs);
        }
    }

    private boolean askLeaving(long nowNs) {
        if (leaving.isEmpty()) {
            return false;
        }
        List<String> names = leaving.stream().limit(settings.batchMax()).toList();
        names.forEach(leaving::remove);
        return ask(SubscriptionRequest.Kind.UNSUBSCRIBE, List.of(), names, nowNs);
    }

    private boolean askRestarting(long nowNs) {
        List<Subscription> batch = all.values().stream()
                .filter(each -> each.state() == State.RESTARTING)
                .limit(settings.batchMax())
                .toList();
        return !batch.isEmpty() && ask(SubscriptionRequest.Kind.UNSUBSCRIBE, batch, names(batch), nowNs);
    }

    private boolean askWaiting(long nowNs) {
        List<Subscription> batch = new ArrayList<>();
        int batchMax = settings.batchMax();
        for (Subscription each : all.values()) {
            if (isToBeAsked(each, nowNs) && batch.size() < Math.min(batchMax, each.batchMax())) {
                batch.add(each);
                batchMax = Math.min(batchMax, each.batchMax());
            }
        }
        return !batch.isEmpty() && ask(SubscriptionRequest.Kind.SUBSCRIBE, batch, names(batch), nowNs);
    }

    private boolean isToBeAsked(Subscription subscription, long nowNs) {
        return switch (subscription.state()) {
            case WAITING -> true;
            case REJECTED -> nowNs - subscription.sinceNs() >= settings.rejectedRetryNs();
            default -> false;
        };
    }

    private void askAudit(long nowNs) {
        if (isAuditDue) {
            isAuditDue = false;
            ask(SubscriptionRequest.Kind.AUDIT, List.of(), List.of(), nowNs);
        }
    }

    private boolean ask(SubscriptionRequest.Kind kind, List<Subscription> batch, List<String> names, long nowNs) {
        long id = lastRequestId + 1;
        String message = switch (kind) {
            case SUBSCRIBE ->
                dialogue.subscribe(id, batch.stream().map(each -> each.stream).toList());
            case UNSUBSCRIBE -> dialogue.unsubscribe(id, names);
            case AUDIT -> dialogue.audit(id);
        };
        if (message == null) {
            return false;
        }
        lastRequestId = id;
        if (kind == SubscriptionRequest.Kind.SUBSCRIBE) {
            batch.forEach(each -> each.to(State.ASKED, nowNs));
        }
        if (kind != SubscriptionRequest.Kind.AUDIT) {
            LOG.info("{}: {} {}: {}", venue, link.name(), kind, text(names));
        }
        request = new SubscriptionRequest(id, kind, List.copyOf(batch), nowNs + settings.ackTimeoutNs());
        if (!link.send(message)) {
            failure = "too many messages wait to be sent";
        }
        return true;
    }

    private List<String> names(List<Subscription> batch) {
        return batch.stream()
                .flatMap(each -> dialogue.names(each.stream).stream())
                .toList();
    }

    /** Takes an acknowledgement. */
    void onAck(Notice notice, long nowNs) {
        SubscriptionRequest open = request;
        if (open != null && isFor(notice, open)) {
            request = null;
            acknowledged(open, notice, nowNs);
        }
    }

    /** Takes an error; whose request it is about is not always said. */
    void onError(Notice notice, long nowNs) {
        LOG.warn("{}: {} got an error: {}", venue, link.name(), notice.text());
        SubscriptionRequest open = request;
        if (open == null || !isFor(notice, open)) {
            return;
        }
        open.error = notice.text();
        if (notice.requestId() == RecordFlyweight.ABSENT) {
            open.deadlineNs = Math.min(open.deadlineNs, nowNs + AFTER_ERROR_NS);
        } else {
            request = null;
            refused(open, notice.text(), nowNs);
        }
    }

    private static boolean isFor(Notice notice, SubscriptionRequest open) {
        return notice.requestId() == RecordFlyweight.ABSENT || notice.requestId() == open.id;
    }

    private void acknowledged(SubscriptionRequest open, Notice notice, long nowNs) {
        boolean namesAreTheAudit = dialogue.audit(0) == null;
        Set<String> there = new HashSet<>(notice.names());
        switch (open.kind) {
            case SUBSCRIBE -> {
                List<Subscription> batch = current(open);
                for (Subscription each : batch) {
                    if (!namesAreTheAudit || there.containsAll(dialogue.names(each.stream))) {
                        hold(each, nowNs);
                    } else {
                        reject(each, batch.size(), open.error, nowNs);
                    }
                }
                isAuditDue = true;
            }
            case UNSUBSCRIBE -> {
                current(open).forEach(each -> each.to(State.WAITING, nowNs));
                isAuditDue = true;
            }
            case AUDIT -> compare(there, nowNs);
        }
        if (namesAreTheAudit) {
            isAuditDue = false;
            compare(there, nowNs);
        }
    }

    private void hold(Subscription subscription, long nowNs) {
        subscription.held(nowNs);
        report(FeedEventFlyweight.SUBSCRIBED, subscription.stream, "acknowledged");
    }

    /** Those of the request that are still desired. */
    private List<Subscription> current(SubscriptionRequest open) {
        return open.batch.stream()
                .filter(each -> all.get(each.stream.streamId()) == each)
                .toList();
    }

    private void refused(SubscriptionRequest open, String why, long nowNs) {
        List<Subscription> batch = current(open);
        switch (open.kind) {
            case SUBSCRIBE -> batch.forEach(each -> reject(each, open.batch.size(), why, nowNs));
            case UNSUBSCRIBE -> batch.forEach(each -> each.to(State.WAITING, nowNs));
            case AUDIT -> LOG.warn("{}: {} cannot say what is subscribed: {}", venue, link.name(), why);
        }
    }

    private void reject(Subscription subscription, int batch, String why, long nowNs) {
        subscription.rejected(batch, why.isEmpty() ? "not in the acknowledgement" : why, nowNs);
        if (subscription.state() == State.REJECTED) {
            LOG.warn(
                    "{}: {} was not accepted: {}; asked for again in {} s",
                    venue,
                    subscription.stream.venueSymbol(),
                    subscription.problem(),
                    TimeUnit.NANOSECONDS.toSeconds(settings.rejectedRetryNs()));
        }
    }

    private void onTimeout(SubscriptionRequest open, long nowNs) {
        if (!open.error.isEmpty()) {
            refused(open, open.error, nowNs);
        } else if (open.kind == SubscriptionRequest.Kind.AUDIT) {
            LOG.warn("{}: {} got no answer to what is subscribed", venue, link.name());
        } else {
            LOG.warn("{}: {} got no answer to {}", venue, link.name(), open.kind);
            current(open).forEach(each -> {
                each.rejected(1, "no answer", nowNs);
            });
            failure = "no answer to " + open.kind;
        }
    }

    /** Compares what the venue says with what was confirmed. */
    private void compare(Set<String> there, long nowNs) {
        List<String> missing = new ArrayList<>();
        Set<String> surplus = new LinkedHashSet<>(there);
        surplus.removeAll(dialogue.sharedNames());
        for (Subscription each : all.values()) {
            List<String> names = dialogue.names(each.stream);
            if (each.state() == State.HELD && !there.containsAll(names)) {
                missing.add(each.stream.venueSymbol());
                // Since when it is not there nobody can say: what came meanwhile is incomplete.
                report(FeedEventFlyweight.STALLED, each.stream, "the venue says it is not subscribed");
                each.repair(REPAIRS_MAX, nowNs);
            }
            names.forEach(surplus::remove);
        }
        surplus.removeAll(leaving);
        leaving.addAll(surplus);
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            LOG.warn(
                    "{}: {} is not subscribed as it should be; missing: {}, surplus: {}",
                    venue,
                    link.name(),
                    text(missing),
                    text(surplus));
        }
    }

    private void report(int event, FeedStream stream, String text) {
        if (!link.report(event, stream.streamId(), text)) {
            failure = "too many events wait to be published";
        }
    }

    private static String text(Collection<String> names) {
        if (names.size() <= LOG_NAMES_MAX) {
            return names.toString();
        }
        return names.stream().limit(LOG_NAMES_MAX).toList() + " and " + (names.size() - LOG_NAMES_MAX) + " more";
    }

    /** Why another connection is needed, empty for no reason. */
    String failure() {
        return failure;
    }

    /** Since when a stream is confirmed, or {@link StreamActivity#NONE}. */
    long heldSinceNs(int streamId) {
        Subscription subscription = all.get(streamId);
        return subscription == null || subscription.state() != State.HELD
                ? StreamActivity.NONE
                : subscription.sinceNs();
    }

    int heldCount() {
        return (int)
                all.values().stream().filter(each -> each.state() == State.HELD).count();
    }

    /** Streams that the venue does not accept, each with the reason. */
    List<String> problems() {
        return all.values().stream()
                .filter(each -> !each.problem().isEmpty())
                .map(each -> each.stream.venueSymbol() + ": " + each.problem())
                .toList();
    }
}
