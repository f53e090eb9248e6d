package io.tickgate.market;

import io.tickgate.record.FeedEventFlyweight;
import io.tickgate.record.PriceChangedFlyweight;
import io.tickgate.record.RecordKind;
import io.tickgate.record.SourceFlyweight;
import io.tickgate.record.SourceReason;
import io.tickgate.record.StreamFlyweight;
import java.util.Arrays;
import java.util.Comparator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of every instrument. One that only ever had one stream is shown from that stream as it stands; where there are several,
 * a composite is asked for, or a price was polled, a {@link Source} chooses. Definitions may allocate, nothing else does.
 */
final class Sources {
    /** The streams that an instrument ever had, in the order of their definition. */
    private static final class Listing {
        Stream[] streams = {};
        SourceRule rule = SourceRule.DEFAULT;

        @Nullable
        Source source;
        /** Deadline that is in the heap; the true one is never earlier. */
        long queuedDeadline = DeadlineHeap.NONE;
    }

    private final HealthThresholds thresholds;
    private final DecisionWriter decisions;
    private final VenueLinks links = new VenueLinks();
    private final DeadlineHeap deadlines = new DeadlineHeap();
    private final StreamFlyweight streamDefinition = new StreamFlyweight();
    private final SourceFlyweight sourceDefinition = new SourceFlyweight();
    private @Nullable Listing[] listings = new @Nullable Listing[0];

    Sources(HealthThresholds thresholds, DecisionWriter decisions) {
        this.thresholds = thresholds;
        this.decisions = decisions;
    }

    /** A stream was defined, anew or again. */
    void onStreamDefined(Stream stream, DirectBuffer record, int length, long nowEpochNs) {
        streamDefinition.wrap(record, 0, length);
        StreamPrice price = stream.price;
        defined(price);
        Listing listing = listing(stream.instrumentId);
        if (Arrays.stream(listing.streams).noneMatch(each -> each == stream)) {
            price.silentFromEpochNs = nowEpochNs;
            price.leftEpochNs = nowEpochNs;
            listing.streams = Arrays.copyOf(listing.streams, listing.streams.length + 1);
            listing.streams[listing.streams.length - 1] = stream;
        }
        rebuild(stream.instrumentId, listing, nowEpochNs);
    }

    private void defined(StreamPrice price) {
        price.priority = streamDefinition.priority();
        price.content = streamDefinition.content();
        price.isRetired = streamDefinition.isRetired();
    }

    /** How an instrument is shown was defined, before or after its streams. */
    void onSourceDefined(DirectBuffer record, int length, long nowEpochNs) {
        sourceDefinition.wrap(record, 0, length);
        Listing listing = listing(sourceDefinition.instrumentId());
        listing.rule = SourceRule.of(sourceDefinition);
        rebuild(sourceDefinition.instrumentId(), listing, nowEpochNs);
    }

    private Listing listing(int instrumentId) {
        if (instrumentId >= listings.length) {
            listings = Arrays.copyOf(listings, Math.max(instrumentId + 1, 2 * listings.length));
        }
        Listing listing = listings[instrumentId];
        if (listing == null) {
            listing = new Listing();
            listings[instrumentId] = listing;
        }
        return listing;
    }

    private void rebuild(int instrumentId, Listing listing, long nowEpochNs) {
        boolean isSimple = listing.source == null
                && listing.streams.length <= 1
                && listing.rule.mode() == SourceFlyweight.FAILOVER;
        if (isSimple) {
            for (Stream sole : listing.streams) {
                sole.price.isShownAlone = !sole.price.isRetired;
            }
        } else {
            choose(instrumentId, listing, nowEpochNs);
        }
    }

    private void choose(int instrumentId, Listing listing, long nowEpochNs) {
        Stream[] active = Arrays.stream(listing.streams)
                .filter(stream -> !stream.price.isRetired)
                .sorted(Comparator.<Stream>comparingInt(stream -> stream.price.priority)
                        .thenComparingInt(stream -> stream.streamId))
                .toArray(Stream[]::new);
        Source before = listing.source;
        PriceChangedFlyweight shownBefore = null;
        for (Stream stream : active) {
            // What streams said that are all gone is nothing that these say.
            if (stream.price.isShownAlone || (before != null && stream.price.source == before)) {
                shownBefore = before != null ? before.row : rowShownAlone(listing);
            }
        }
        int modeBefore = before != null ? before.rule.mode() : SourceFlyweight.FAILOVER;
        for (Stream stream : listing.streams) {
            stream.price.isShownAlone = false;
            stream.price.source = null;
        }
        if (active.length == 0) {
            return; // What is shown is kept as it is until there is a stream again.
        }
        Source source = make(instrumentId, listing.rule, active, shownBefore);
        listing.source = source;
        for (Stream stream : active) {
            stream.price.source = source;
        }
        int from = shownBefore == null ? 0 : shownBefore.streamId();
        if (from != source.shownStreamId() || modeBefore != listing.rule.mode()) {
            source.tellChange(from, source.shownStreamId(), SourceReason.DEFINED, nowEpochNs);
        }
        source.begin(nowEpochNs);
        queue(instrumentId, listing, nowEpochNs);
    }

    private static @Nullable PriceChangedFlyweight rowShownAlone(Listing listing) {
        return listing.streams.length == 0 ? null : listing.streams[0].price.row;
    }

    private Source make(
            int instrumentId, SourceRule rule, Stream[] streams, @Nullable PriceChangedFlyweight shownBefore) {
        return switch (rule.mode()) {
            case SourceFlyweight.BEST -> new BestPrice(instrumentId, rule, streams, shownBefore, thresholds, decisions);
            case SourceFlyweight.INDEX ->
                new IndexPrice(instrumentId, rule, streams, shownBefore, thresholds, decisions);
            default -> new Failover(instrumentId, rule, streams, shownBefore, thresholds, decisions, links);
        };
    }

    /** What the stream says, or its health, is another thing now; each tick comes here. */
    void onChange(Stream stream, long nowEpochNs) {
        StreamPrice price = stream.price;
        price.showHealth(stream.health);
        Source source = price.source;
        if (source != null) {
            judge(source, stream, nowEpochNs);
        } else if (price.isShownAlone) {
            decisions.priceChanged(price.row, (UnsafeBuffer) price.row.buffer(), nowEpochNs);
        }
    }

    /** A price of the stream was polled: from now on a source chooses, also where there is one stream only. */
    void onPolled(Stream stream, long nowEpochNs) {
        Listing listing = listing(stream.instrumentId);
        if (listing.source == null) {
            choose(stream.instrumentId, listing, nowEpochNs);
        }
        onChange(stream, nowEpochNs);
    }

    private void judge(Source source, @Nullable Stream about, long nowEpochNs) {
        source.judge(about, nowEpochNs);
        queue(source.instrumentId, listing(source.instrumentId), nowEpochNs);
    }

    /** Ticks only ever move a deadline away; it is moved in the heap when the old one has passed. */
    private void queue(int instrumentId, Listing listing, long nowEpochNs) {
        Source source = listing.source;
        long deadline = source == null ? DeadlineHeap.NONE : source.nextDeadline(nowEpochNs);
        if (deadline < listing.queuedDeadline) {
            listing.queuedDeadline = deadline;
            deadlines.set(instrumentId, deadline);
        }
    }

    /** Earliest time at which a choice may be due, or {@link DeadlineHeap#NONE}. */
    long earliestDeadline() {
        return deadlines.earliest();
    }

    /**
     * The earliest deadline is reached.
     *
     * @param marketTimeEpochNs at or before it, or later where the deadline in the heap is an old one.
     * @return market time now.
     */
    long onDeadline(long marketTimeEpochNs) {
        int instrumentId = deadlines.earliestNumber();
        Listing listing = listing(instrumentId);
        Source source = listing.source;
        long fired = deadlines.earliest();
        long nowEpochNs = marketTimeEpochNs;
        listing.queuedDeadline = DeadlineHeap.NONE;
        deadlines.set(instrumentId, DeadlineHeap.NONE);
        if (source != null && source.nextDeadline(fired - 1) == fired) {
            // Exactly now, however late the record that shows it.
            nowEpochNs = Math.max(marketTimeEpochNs, fired);
            source.judge(null, nowEpochNs);
        }
        queue(instrumentId, listing, nowEpochNs);
        return nowEpochNs;
    }

    /** Something happened to a connection to a venue. */
    void onFeedEvent(FeedEventFlyweight event, Stream[] streams, long nowEpochNs) {
        links.onEvent(event);
        boolean isLink = event.event() == FeedEventFlyweight.CONNECTED
                || event.event() == FeedEventFlyweight.LOST
                || event.event() == FeedEventFlyweight.CONNECT_FAILED;
        for (Stream stream : streams) {
            if (!isLink || stream.venueId != event.venueId()) {
                continue;
            }
            if (!links.isOpen(event.venueId()) && event.event() == FeedEventFlyweight.LOST) {
                stream.price.quotesFromEpochNs = nowEpochNs;
            }
            if (stream.price.source != null) {
                judge(stream.price.source, null, nowEpochNs);
            }
        }
    }

    /** A start of the engine: connections are gone, and nobody was silent while nobody listened. */
    void onEngineStarted(Stream[] streams, long nowEpochNs) {
        links.restart();
        for (Stream stream : streams) {
            stream.price.silentFromEpochNs = nowEpochNs;
            stream.price.quotesFromEpochNs = nowEpochNs;
        }
    }

    void save(StateWriter state) {
        links.save(state);
        for (int instrumentId = 0; instrumentId < listings.length; instrumentId++) {
            Listing listing = listings[instrumentId];
            if (listing != null && listing.streams.length > 0) {
                state.add(instrumentId);
                save(listing, state);
            }
        }
        state.add(-1);
    }

    private static void save(Listing listing, StateWriter state) {
        state.add(listing.streams.length);
        for (Stream stream : listing.streams) {
            state.add(stream.streamId);
        }
        state.add(listing.queuedDeadline).add(listing.source != null);
        if (listing.source != null) {
            listing.source.save(state);
        }
    }

    /**
     * Restores what is shown; the streams are restored already.
     *
     * @param state written by {@link #save}.
     * @param streams as restored.
     * @param definitions that held.
     */
    void restore(StateReader state, Streams streams, Definitions definitions) {
        for (DirectBuffer record : definitions.all(RecordKind.STREAM_DEFINED)) {
            streamDefinition.wrap(record, 0, record.capacity());
            defined(streams.required(streamDefinition.streamId()).price);
        }
        for (DirectBuffer record : definitions.all(RecordKind.SOURCE_DEFINED)) {
            sourceDefinition.wrap(record, 0, record.capacity());
            listing(sourceDefinition.instrumentId()).rule = SourceRule.of(sourceDefinition);
        }
        links.restore(state);
        for (int instrumentId = state.nextInt(); instrumentId >= 0; instrumentId = state.nextInt()) {
            restore(instrumentId, listing(instrumentId), state, streams);
        }
    }

    private void restore(int instrumentId, Listing listing, StateReader state, Streams streams) {
        listing.streams = restoreStreams(state, streams);
        listing.queuedDeadline = state.nextLong();
        deadlines.set(instrumentId, listing.queuedDeadline);
        if (state.nextBoolean()) {
            SourceRule rule = SourceRule.restore(state);
            Source source = make(instrumentId, rule, restoreStreams(state, streams), null);
            source.restore(state);
            listing.source = source;
            for (Stream stream : listing.streams) {
                stream.price.source = stream.price.isChosenFrom ? source : null;
            }
        }
    }

    private static Stream[] restoreStreams(StateReader state, Streams streams) {
        Stream[] restored = new Stream[state.nextCount(streams.all().length)];
        for (int i = 0; i < restored.length; i++) {
            restored[i] = streams.required(state.nextInt());
        }
        return restored;
    }

    /** Puts out again what is shown. */
    void tellAll(long nowEpochNs) {
        for (Listing listing : listings) {
            if (listing != null && listing.source != null) {
                listing.source.tellAll(nowEpochNs);
            } else if (listing != null && listing.streams.length > 0) {
                PriceChangedFlyweight row = listing.streams[0].price.row;
                if (row.sequence() > 0) {
                    decisions.again((UnsafeBuffer) row.buffer(), PriceChangedFlyweight.LENGTH);
                }
            }
        }
    }
}
