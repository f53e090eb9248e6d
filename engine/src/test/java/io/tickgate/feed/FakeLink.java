package io.tickgate.feed;

import io.tickgate.feed.decode.FeedStream;
import io.tickgate.record.RecordFlyweight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection without a socket, to a venue that speaks Binance's dialogue and does as a test says. */
final class FakeLink implements Link {
    private static final Pattern MESSAGE =
            Pattern.compile("\\{\"method\":\"(\\w+)\"(?:,\"params\":\\[(.*)])?,\"id\":([0-9]+)}");

    final LinkRequest request;
    final List<String> sent = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    /** What the venue holds as subscribed. */
    final Set<String> subscribed = new LinkedHashSet<>();
    /** What the venue does not know. */
    final Set<String> unknown = new LinkedHashSet<>();

    boolean isAnswering = true;
    StreamSet streams;
    private final ArrayDeque<Notice> notices = new ArrayDeque<>();
    private final LongSupplier clock;
    private boolean isOpen;
    private @Nullable LinkEnd end;

    FakeLink(LinkRequest request, Dialogue dialogue, LongSupplier clock) {
        this.request = request;
        this.clock = clock;
        streams = request.streams();
        for (FeedStream stream : request.opening().subscribed()) {
            subscribed.addAll(dialogue.names(stream));
        }
    }

    void open() {
        isOpen = true;
    }

    void end(LinkEnd newEnd) {
        end = newEnd;
    }

    void say(Notice notice) {
        notices.add(notice);
    }

    private StreamActivity activity(int streamId) {
        StreamActivity activity = streams.activity(streamId);
        if (activity == null) {
            throw new AssertionError("stream " + streamId + " is not known");
        }
        return activity;
    }

    /** Something of a stream comes. */
    void data(int streamId) {
        activity(streamId).onData(clock.getAsLong());
    }

    void trade(int streamId, long tradeId) {
        data(streamId);
        activity(streamId).onTrade(tradeId, clock.getAsLong());
    }

    void heartbeat(int streamId, long newestId) {
        data(streamId);
        activity(streamId).onHeartbeat(clock.getAsLong());
        activity(streamId).onNewestTrade(newestId, clock.getAsLong());
    }

    void ticker(int streamId, long newestId) {
        data(streamId);
        activity(streamId).onNewestTrade(newestId, clock.getAsLong());
    }

    @Override
    public String name() {
        return "fake-" + request.connectionId();
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public @Nullable LinkEnd end() {
        return end;
    }

    @Override
    public @Nullable Notice poll() {
        return notices.poll();
    }

    @Override
    public boolean send(String message) {
        sent.add(message);
        Matcher matcher = MESSAGE.matcher(message);
        if (isAnswering && matcher.matches()) {
            answer(matcher);
        }
        return true;
    }

    private void answer(Matcher message) {
        long id = Long.parseLong(message.group(3));
        List<String> names = message.group(2) == null
                ? List.of()
                : List.of(message.group(2).replace("\"", "").split(",", -1));
        switch (message.group(1)) {
            case "SUBSCRIBE" -> {
                if (names.stream().anyMatch(unknown::contains)) {
                    say(new Notice(Notice.Kind.ERROR, id, List.of(), "unknown stream"));
                    return;
                }
                subscribed.addAll(names);
                say(new Notice(Notice.Kind.ACK, id, List.of(), ""));
            }
            case "UNSUBSCRIBE" -> {
                names.forEach(subscribed::remove);
                say(new Notice(Notice.Kind.ACK, id, List.of(), ""));
            }
            default -> say(new Notice(Notice.Kind.ACK, id, List.copyOf(subscribed), ""));
        }
    }

    /** An acknowledgement without request id, as of Coinbase. */
    void acknowledge(String... names) {
        say(new Notice(Notice.Kind.ACK, RecordFlyweight.ABSENT, List.of(names), ""));
    }

    void error(String text) {
        say(new Notice(Notice.Kind.ERROR, RecordFlyweight.ABSENT, List.of(), text));
    }

    @Override
    public boolean report(int event, int streamId, String text) {
        String[] names = {"", "CONNECTED", "SUBSCRIBED", "STALLED", "LOST", "DELIVERING", "UNSUBSCRIBED"};
        reports.add(names[event] + " " + streamId);
        return true;
    }

    @Override
    public boolean streams(StreamSet newStreams) {
        streams = newStreams;
        return true;
    }

    @Override
    public void close(String reason) {
        if (end == null) {
            end = LinkEnd.intended(reason);
        }
    }

    @Override
    public void fail(String reason) {
        if (end == null) {
            end = LinkEnd.failed(reason);
        }
    }

    @Override
    public void watch(long nowNs) {
        // Never stuck.
    }
}
